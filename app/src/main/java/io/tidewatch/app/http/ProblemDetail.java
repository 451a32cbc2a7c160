// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.core.error.ErrorCode;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An error as RFC 9457 writes it.
 *
 * @param code of {@link ErrorCode}, for programs
 * @param detail a sentence with the value, the limit and the remedy, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetail(String type, String title, int status, String detail, String code) {
    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDetail of(ErrorCode code, String detail) {
        return of(code.slug(), code.status(), detail);
    }

    static ProblemDetail of(String code, int status, String detail) {
        return new ProblemDetail("urn:tidewatch:problem:" + code, title(status), status, detail, code);
    }

    /** For statuses of which there is no {@link ErrorCode}. */
    static ProblemDetail of(int status, String detail) {
        return of(title(status).toLowerCase(Locale.ROOT).replace(' ', '-'), status, detail);
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    /** With members of its own beside the standard ones. */
    Response response(Map<String, Object> members) {
        if (members.isEmpty()) {
            return response();
        }
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("type", type);
        all.put("title", title);
        all.put("status", status);
        all.put("detail", detail);
        all.put("code", code);
        return Response.status(status).type(MEDIA_TYPE).entity(all).build();
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
