// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sender is told: the counts, and the first of the refused points.
 *
 * <table>
 * <caption>Which status</caption>
 * <tr><td>200</td><td>the log has all points, or all but those that are listed as refused</td></tr>
 * <tr><td>503</td><td>send the whole request again: the log, or the database for a new series, was away</td></tr>
 * <tr><td>400, 413, 415, 429</td><td>reading stopped; what was accepted before is counted, and to send it again is
 * harmless</td></tr>
 * <tr><td>that of the first refusal</td><td>no point was accepted</td></tr>
 * </table>
 *
 * @param retryAfterSeconds 0 where to come again does not help
 * @param body for Jackson; a problem of RFC 9457 with the counts, unless the status is 200
 */
public record Answer(int status, int retryAfterSeconds, Map<String, Object> body) {
    private static final int RETRY_AFTER_SECONDS = 5;

    /** The media type of the body. */
    public String contentType() {
        return status == 200 ? "application/json" : "application/problem+json";
    }

    static Answer of(Totals totals, String place) {
        if (!totals.away().isEmpty()) {
            return problem(ErrorCode.UNAVAILABLE, totals.away(), totals, place);
        }
        if (totals.refused() == 0 || totals.accepted() > 0) {
            Map<String, Object> body = new LinkedHashMap<>();
            count(body, totals, place);
            return new Answer(200, 0, body);
        }
        Refusal first = totals.listed().getFirst();
        return problem(first.cause().code(), first.message(), totals, place);
    }

    /** @param place what a refused point's place is called: index or line */
    public static Answer of(Outcome outcome, String place) {
        TidewatchException stopped = outcome.stopped();
        return stopped == null
                ? of(outcome.totals(), place)
                : problem(stopped.code(), String.valueOf(stopped.getMessage()), outcome.totals(), place);
    }

    private static Answer problem(ErrorCode code, String detail, Totals totals, String place) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(code));
        body.put("status", code.status());
        body.put("detail", detail);
        body.put("code", code.slug());
        count(body, totals, place);
        boolean again = code == ErrorCode.UNAVAILABLE || code == ErrorCode.TOO_MANY_REQUESTS;
        return new Answer(code.status(), again ? RETRY_AFTER_SECONDS : 0, body);
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE -> "Not all points are acknowledged";
            case TOO_MANY_REQUESTS -> "Too much at once";
            case TOO_LARGE -> "Too large";
            case UNSUPPORTED_MEDIA_TYPE -> "Neither JSON nor CSV";
            case MALFORMED, INVALID_VALUE, UNKNOWN_KPI, CONFLICT, NOT_FOUND, UNAUTHENTICATED, FORBIDDEN ->
                "Points are refused";
        };
    }

    private static void count(Map<String, Object> body, Totals totals, String place) {
        body.put("accepted", totals.accepted());
        body.put("skipped", totals.skipped());
        body.put("refused", totals.refused());
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Refusal refusal : totals.listed()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put(place, refusal.place());
            error.put("code", refusal.cause().slug());
            error.put("message", refusal.message());
            errors.add(error);
        }
        body.put("errors", errors);
    }
}
