// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Detectors over HTTP. */
@Path("/api/v1/kpis/{kpi}/detectors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Detectors")
public class DetectorResource {
    private final DetectorService detectors;

    public DetectorResource(DetectorService detectors) {
        this.detectors = detectors;
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the KPI's detectors in order of their ids")
    public List<DetectorJson> list(@PathParam("kpi") String kpi) {
        return detectors.of(kpi).stream().map(DetectorJson::of).toList();
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives one detector")
    public DetectorJson one(@PathParam("kpi") String kpi, @PathParam("name") String name) {
        return DetectorJson.of(detectors.find(kpi, name));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Creates a detector; it works from the next point of each series on")
    @APIResponse(responseCode = "201", description = "It was created")
    @APIResponse(responseCode = "409", description = "The name is taken")
    public Response create(
            @PathParam("kpi") String kpi, @Nullable DetectorJson body, @Context SecurityContext security) {
        DetectorJson created = DetectorJson.of(detectors.create(kpi, Body.required(body), Actors.of(security)));
        return Response.status(Response.Status.CREATED).entity(created).build();
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Replaces what a detector is set to; what is left out gets its default")
    @APIResponse(responseCode = "409", description = "It was changed since the version that you name")
    public DetectorJson change(
            @PathParam("kpi") String kpi,
            @PathParam("name") String name,
            @Nullable DetectorJson body,
            @Context SecurityContext security) {
        return DetectorJson.of(detectors.change(kpi, name, Body.required(body), Actors.of(security)));
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Deletes a detector; its alerts stay, open ones end")
    @APIResponse(responseCode = "409", description = "It was changed meanwhile, or a composite needs it")
    public void delete(
            @PathParam("kpi") String kpi,
            @PathParam("name") String name,
            @QueryParam("version") @Nullable Long version,
            @Context SecurityContext security) {
        detectors.delete(kpi, name, Body.field("version", version), Actors.of(security));
    }
}
