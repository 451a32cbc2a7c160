// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.core.role.Access;
import io.tidewatch.ingest.points.Requests;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Influx line protocol by HTTP; see {@link LineDoor}. */
@Path("/")
public class LineResource {
    private final LineDoor door;

    @Inject
    public LineResource(LineDoor door) {
        this.door = door;
    }

    /** As InfluxDB 2 takes it. */
    @POST
    @Path("api/v2/write")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response write2(@Context HttpHeaders headers, @Context UriInfo uri, InputStream body) {
        return response(door.handle(LineDialect.V2, Requests.of(headers, uri, body)));
    }

    /** As InfluxDB 1 takes it. */
    @POST
    @Path("write")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response write1(@Context HttpHeaders headers, @Context UriInfo uri, InputStream body) {
        return response(door.handle(LineDialect.V1, Requests.of(headers, uri, body)));
    }

    /** Clients ask it before they send; it says nothing but that somebody is there. */
    @GET
    @Path("ping")
    @PermitAll
    public Response ping() {
        return Response.noContent().header("X-Influxdb-Version", "tidewatch").build();
    }

    private static Response response(LineAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        if (!answer.body().isEmpty()) {
            response.type(MediaType.APPLICATION_JSON).entity(answer.body());
        }
        if (answer.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds());
        }
        return response.build();
    }
}
