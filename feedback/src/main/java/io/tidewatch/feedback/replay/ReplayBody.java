// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as callers ask for it: other settings, verdicts as if they had been given, or both.
 *
 * @param kpi all of its series; may be left out where a series or verdicts name it
 * @param series the id of one series
 * @param from ISO-8601; 28 days before {@code to} where left out
 * @param to ISO-8601; where left out: now, or with verdicts a week after the latest of them where that is earlier
 * @param verdictsFrom {@code given}: each verdict counts from the time it was given; {@code start}: over the whole range, as it
 *     will over the days to come. Left out: {@code start} where verdicts are proposed, else {@code given}
 */
public record ReplayBody(
        @Nullable String kpi,
        @Nullable String series,
        @Nullable String from,
        @Nullable String to,
        @Nullable DetectorChange detector,
        @Nullable List<VerdictProposal> verdicts,
        @Nullable String verdictsFrom) {
    /** Bounds and scores of a KPI's past. */
    public static ReplayBody scores(String kpi, Instant from, Instant to) {
        return new ReplayBody(kpi, null, from.toString(), to.toString(), null, null, null);
    }

    /**
     * What is left out stays.
     *
     * @param budget false alerts allowed in 28 days for each series
     * @param direction up, down or both
     * @param m how many of the last {@code n} points must speak
     * @param minDuration how long the evidence must have lasted, ISO-8601
     * @param quietOnEvents whether calendar events keep it quiet
     */
    public record DetectorChange(
            @Nullable Double budget,
            @Nullable Double minAbsoluteDeviation,
            @Nullable Double minRelativeDeviation,
            @Nullable String direction,
            @Nullable Integer m,
            @Nullable Integer n,
            @Nullable String minDuration,
            @Nullable Boolean quietOnEvents) {}

    /**
     * On an alert, or of a range marked as missed.
     *
     * @param kind true_anomaly, false_alarm, expected, new_normal; missed_anomaly on a range
     * @param from of a range, ISO-8601
     */
    public record VerdictProposal(
            @Nullable String alert,
            @Nullable String series,
            @Nullable String from,
            @Nullable String to,
            @Nullable String kind) {}
}
