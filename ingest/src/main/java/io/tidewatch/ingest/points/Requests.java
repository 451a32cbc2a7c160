// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.role.Arrival;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;

/** From JAX-RS to {@link PointsRequest}. */
public final class Requests {
    private Requests() {}

    public static PointsRequest of(HttpHeaders headers, UriInfo uri, InputStream body, RoutingContext context) {
        return new PointsRequest(
                header(headers, HttpHeaders.CONTENT_TYPE),
                header(headers, HttpHeaders.CONTENT_ENCODING),
                headers.getLength(),
                uri.getQueryParameters(),
                body,
                waited(context));
    }

    private static Duration waited(RoutingContext context) {
        Long arrival = context.get(Arrival.KEY);
        return arrival == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrival);
    }

    /** With the header that says when to come again. */
    public static Response response(Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(answer.contentType()).entity(answer.body());
        if (answer.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds());
        }
        return response.build();
    }

    /** Empty where there is none. */
    public static String header(HttpHeaders headers, String name) {
        String value = headers.getHeaderString(name);
        return value == null ? "" : value;
    }
}
