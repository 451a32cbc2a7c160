// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.refusal;

import io.tidewatch.core.error.ErrorCode;
import java.util.Locale;

/** Why a point or a whole input was refused. */
public enum Cause {
    /** Not what the format says. */
    MALFORMED(ErrorCode.MALFORMED),
    /** A field that a point needs is not there. */
    MISSING_FIELD(ErrorCode.INVALID_VALUE),
    /** A field has another type, or is not known. */
    WRONG_FIELD(ErrorCode.INVALID_VALUE),
    NOT_FINITE(ErrorCode.INVALID_VALUE),
    BAD_TIME(ErrorCode.INVALID_VALUE),
    TOO_OLD(ErrorCode.INVALID_VALUE),
    TOO_FAR_AHEAD(ErrorCode.INVALID_VALUE),
    BAD_NAME(ErrorCode.INVALID_VALUE),
    BAD_LABEL(ErrorCode.INVALID_VALUE),
    UNKNOWN_KPI(ErrorCode.UNKNOWN_KPI),
    SERIES_COLLISION(ErrorCode.CONFLICT),
    NEW_SERIES_LIMIT(ErrorCode.TOO_MANY_REQUESTS),
    /** Of KPIs that came by themselves. */
    NEW_KPI_LIMIT(ErrorCode.TOO_MANY_REQUESTS),
    /** Only the database could tell whether the series is new, and it is away. */
    DATABASE_AWAY(ErrorCode.UNAVAILABLE),
    TOO_LARGE(ErrorCode.TOO_LARGE),
    UNSUPPORTED(ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    private final ErrorCode code;

    Cause(ErrorCode code) {
        this.code = code;
    }

    /** What an answer with nothing else to say carries. */
    public ErrorCode code() {
        return code;
    }

    /** In lower case with hyphens, as it stands in answers and on the topic. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
