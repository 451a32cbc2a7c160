// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Replays over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replays")
public class ReplayResource {
    private final ReplayService replays;

    public ReplayResource(ReplayService replays) {
        this.replays = replays;
    }

    @POST
    @Path("replays")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Asks which alerts there would be with other settings, or if verdicts were given; nothing is"
                    + " changed")
    @APIResponse(responseCode = "202", description = "The replay role takes it; follow it at its Location")
    @APIResponse(responseCode = "429", description = "Too many replays of yours wait or run")
    public Response ask(@Nullable ReplayBody body, @Context SecurityContext security) {
        return accepted(replays.preview(Body.required(body), Actors.of(security)));
    }

    @POST
    @Path("replays/scores")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Has bounds and scores of a past range computed; charts show them where none were served")
    @APIResponse(responseCode = "202", description = "The replay role takes it; follow it at its Location")
    @APIResponse(responseCode = "429", description = "Too many replays of yours wait or run")
    public Response scores(@Nullable ReplayBody body, @Context SecurityContext security) {
        return accepted(replays.scores(Body.required(body), Actors.of(security)));
    }

    private static Response accepted(ReplayJson replay) {
        return Response.accepted(replay)
                .location(URI.create("/api/v1/replays/" + replay.id()))
                .build();
    }

    @GET
    @Path("replays/{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Says how far a replay has come, and what it found")
    public ReplayJson find(@PathParam("id") String id) {
        return replays.find(Ids.replay(id));
    }

    @GET
    @Path("kpis/{kpi}/replays")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the KPI's replays that were asked for last, the newest first, without their results")
    public List<ReplayJson> recent(@PathParam("kpi") String kpi) {
        return replays.recent(kpi);
    }

    @DELETE
    @Path("replays/{id}")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Cancels a replay that waits or runs")
    @APIResponse(responseCode = "409", description = "It has ended already")
    public ReplayJson cancel(@PathParam("id") String id, @Context SecurityContext security) {
        return replays.cancel(Ids.replay(id), Actors.of(security));
    }
}
