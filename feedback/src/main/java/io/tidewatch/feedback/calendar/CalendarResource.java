// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.desk.Paging;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The calendar over HTTP. */
@Path("/api/v1/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calendar")
public class CalendarResource {
    private final CalendarService calendar;

    public CalendarResource(CalendarService calendar) {
        this.calendar = calendar;
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists known events in order of their titles")
    public PageJson<CalendarJson> list(
            @Parameter(description = "\"next\" of the part before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 by default") @QueryParam("limit") @Nullable Integer limit) {
        return PageJson.of(
                calendar.all().stream().map(CalendarJson::of).toList(),
                Paging.limit(limit),
                cursor,
                event -> event.title() + " " + event.id());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives one event")
    public CalendarJson one(@PathParam("id") String id) {
        return CalendarJson.of(calendar.find(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Enters an event, also one of the past: tonight's training leaves it out")
    @APIResponse(responseCode = "201", description = "It was entered")
    public Response create(@Nullable CalendarBody body, @Context SecurityContext security) {
        CalendarJson created = CalendarJson.of(calendar.create(Body.required(body), Actors.of(security)));
        return Response.status(Response.Status.CREATED).entity(created).build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Replaces an event")
    @APIResponse(responseCode = "409", description = "It was changed since the version that you name")
    public CalendarJson change(
            @PathParam("id") String id, @Nullable CalendarBody body, @Context SecurityContext security) {
        return CalendarJson.of(calendar.change(id, Body.required(body), Actors.of(security)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Deletes an event; training sees its days again from the next night on")
    public void delete(@PathParam("id") String id, @Context SecurityContext security) {
        calendar.delete(id, Actors.of(security));
    }
}
