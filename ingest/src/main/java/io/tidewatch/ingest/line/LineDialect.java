// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.points.Outcome;
import io.tidewatch.ingest.points.Totals;
import io.tidewatch.ingest.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the two versions of InfluxDB word their answers. Both keep the good lines and answer 400 where some were bad, and their
 * clients drop such a batch; 429 and 503 have Retry-After, and clients send again.
 */
public enum LineDialect {
    /** {@code /write}: {@code {"error": …}}. */
    V1 {
        @Override
        Map<String, String> words(String code, String message, Totals totals) {
            return Map.of("error", message);
        }

        @Override
        String partial(Totals totals) {
            return "partial write: " + first(totals) + " dropped=" + totals.refused();
        }
    },
    /** {@code /api/v2/write}: {@code {"code": …, "message": …}}. */
    V2 {
        @Override
        Map<String, String> words(String code, String message, Totals totals) {
            Map<String, String> body = new LinkedHashMap<>();
            body.put("code", code);
            body.put("message", message);
            if (totals.refused() > 0) {
                body.put("line", Long.toString(totals.listed().getFirst().place()));
            }
            return body;
        }

        @Override
        String partial(Totals totals) {
            return "partial write error (" + totals.accepted() + " written): " + first(totals);
        }
    };

    private static final int RETRY_AFTER_SECONDS = 5;

    abstract Map<String, String> words(String code, String message, Totals totals);

    abstract String partial(Totals totals);

    LineAnswer answer(Outcome outcome) {
        Totals totals = outcome.totals();
        TidewatchException stopped = outcome.stopped();
        if (stopped != null) {
            return problem(stopped.code(), String.valueOf(stopped.getMessage()), totals);
        }
        if (!totals.away().isEmpty()) {
            return problem(ErrorCode.UNAVAILABLE, totals.away(), totals);
        }
        if (totals.refused() == 0) {
            return new LineAnswer(204, 0, Map.of());
        }
        ErrorCode first = totals.listed().getFirst().cause().code();
        boolean allOverLimit = totals.accepted() == 0 && first == ErrorCode.TOO_MANY_REQUESTS;
        return problem(allOverLimit ? first : ErrorCode.MALFORMED, partial(totals), totals);
    }

    private LineAnswer problem(ErrorCode code, String message, Totals totals) {
        int status = code == ErrorCode.UNKNOWN_KPI ? 400 : code.status();
        boolean again = code == ErrorCode.UNAVAILABLE || code == ErrorCode.TOO_MANY_REQUESTS;
        return new LineAnswer(status, again ? RETRY_AFTER_SECONDS : 0, words(slug(code), message, totals));
    }

    private static String first(Totals totals) {
        Refusal refusal = totals.listed().getFirst();
        return "line " + refusal.place() + ": " + refusal.message();
    }

    /** The codes of InfluxDB 2. */
    private static String slug(ErrorCode code) {
        return switch (code) {
            case TOO_LARGE -> "request too large";
            case TOO_MANY_REQUESTS -> "too many requests";
            case UNAVAILABLE -> "unavailable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported media type";
            case UNAUTHENTICATED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not found";
            case CONFLICT -> "conflict";
            case MALFORMED, INVALID_VALUE, UNKNOWN_KPI -> "invalid";
        };
    }
}
