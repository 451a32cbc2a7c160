// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

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

/** Prometheus remote write by HTTP; see {@link WriteDoor}. */
@Path("/api/v1/write")
public class WriteResource {
    private final WriteDoor door;

    @Inject
    public WriteResource(WriteDoor door) {
        this.door = door;
    }

    /** Remote write 1.0 and 2.0; any other message is answered 415. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Access.INGEST, Access.ADMIN})
    public Response write(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context RoutingContext context, InputStream body) {
        WriteAnswer answer = door.handle(Requests.of(headers, uri, body, context));
        Response.ResponseBuilder response = Response.status(answer.status());
        if (!answer.text().isEmpty()) {
            response.type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8")).entity(answer.text());
        }
        if (answer.samplesWritten() >= 0) {
            response.header("X-Prometheus-Remote-Write-Samples-Written", answer.samplesWritten())
                    .header("X-Prometheus-Remote-Write-Histograms-Written", 0)
                    .header("X-Prometheus-Remote-Write-Exemplars-Written", 0);
        }
        if (answer.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds());
        }
        return response.build();
    }
}
