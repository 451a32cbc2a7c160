// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.error;

/** The machine-readable cause of a refusal, with the HTTP status that carries it. */
public enum ErrorCode {
    MALFORMED(400),
    INVALID_VALUE(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    UNKNOWN_KPI(422),
    CONFLICT(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    TOO_MANY_REQUESTS(429),
    UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** In lower case with hyphens, as it stands in answers and metrics. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
