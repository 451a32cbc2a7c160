// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.role.Access;
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

/** Points by HTTP; see {@link PointsDoor}. */
@Path("/api/v1/points")
public class PointsResource {
    private final PointsDoor door;

    @Inject
    public PointsResource(PointsDoor door) {
        this.door = door;
    }

    /** JSON or CSV; any other type is refused by the door, which says what to send. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response post(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context RoutingContext context, InputStream body) {
        return Requests.response(door.handle(Requests.of(headers, uri, body, context)));
    }
}
