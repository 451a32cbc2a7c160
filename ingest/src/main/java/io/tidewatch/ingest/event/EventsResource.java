// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.event;

import io.tidewatch.core.role.Access;
import io.tidewatch.ingest.points.Answer;
import io.tidewatch.ingest.points.Requests;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Events by HTTP; see {@link EventsDoor}. */
@Path("/api/v1/events")
public class EventsResource {
    private final EventsDoor door;

    @Inject
    public EventsResource(EventsDoor door) {
        this.door = door;
    }

    /** One event, an array of them, or one after another. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response post(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context RoutingContext context, InputStream body) {
        Answer answer = door.handle(Requests.of(headers, uri, body, context));
        return Requests.response(answer);
    }
}
