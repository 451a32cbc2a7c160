// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * What an InfluxDB would answer.
 *
 * @param retryAfterSeconds 0 where to come again does not help
 * @param body for Jackson; empty where the status is 204
 */
public record LineAnswer(int status, int retryAfterSeconds, Map<String, String> body) {
    Response response() {
        Response.ResponseBuilder response = Response.status(status);
        if (!body.isEmpty()) {
            response.type(MediaType.APPLICATION_JSON).entity(body);
        }
        if (retryAfterSeconds > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        return response.build();
    }
}
