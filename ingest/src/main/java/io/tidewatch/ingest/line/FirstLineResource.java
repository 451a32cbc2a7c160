// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.core.role.Access;
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

/** Influx line protocol by HTTP, as InfluxDB 1 takes it; see {@link LineDoor}. */
@Path("/write")
public class FirstLineResource {
    private final LineDoor door;

    @Inject
    public FirstLineResource(LineDoor door) {
        this.door = door;
    }

    /** Answers as InfluxDB 1 does. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response write(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context RoutingContext context, InputStream body) {
        return door.handle(LineDialect.V1, Requests.of(headers, uri, body, context))
                .response();
    }
}
