// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

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

/** OpenTelemetry's metrics by HTTP; see {@link MetricsDoor}. */
@Path("/v1/metrics")
public class MetricsResource {
    private final MetricsDoor door;

    @Inject
    public MetricsResource(MetricsDoor door) {
        this.door = door;
    }

    /** OTLP in Protobuf or JSON, gzipped or not. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response export(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context RoutingContext context, InputStream body) {
        MetricsAnswer answer = door.handle(Requests.of(headers, uri, body, context));
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(answer.contentType()).entity(answer.body());
        if (answer.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds());
        }
        return response.build();
    }
}
