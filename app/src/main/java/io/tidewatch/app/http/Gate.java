// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tidewatch.app.start.Assembly;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.role.Arrival;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What every answer carries, and what is answered while the process starts or stops. */
@Singleton
class Gate {
    /** Nothing inline, nothing from elsewhere, in no frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final int BEFORE_SECURITY = 1_000;
    private final Assembly assembly;
    private final ObjectMapper json;

    @Inject
    Gate(Assembly assembly, ObjectMapper json) {
        this.assembly = assembly;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_SECURITY);
    }

    private void pass(RoutingContext request) {
        request.put(Arrival.KEY, System.nanoTime());
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (request.request().isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (assembly.ready() || request.normalizedPath().startsWith("/q/health")) {
            request.next();
            return;
        }
        response.setStatusCode(ErrorCode.UNAVAILABLE.status())
                .putHeader("Retry-After", "2")
                .putHeader("Content-Type", ProblemDetail.MEDIA_TYPE)
                .end(text(ProblemDetail.of(ErrorCode.UNAVAILABLE, "Tidewatch is starting or stopping.")));
    }

    private String text(ProblemDetail problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
