// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One alert of a replay, by name; JSON. Times are ISO-8601, UTC.
 *
 * @param started UTC microseconds since 1970, for sorting and matching
 * @param ended UTC microseconds since 1970; of one still open, its last event
 * @param label by the verdicts
 * @param alert the stored alert that it overlaps; null where none was raised in life
 * @param matched whether the other run has an alert at this time as well
 */
record AlertLine(
        String seriesId,
        String series,
        long started,
        long ended,
        boolean open,
        String severity,
        double score,
        String direction,
        String why,
        Label label,
        @Nullable String alert,
        boolean matched) {
    static AlertLine of(AlertEvent last, Label label, @Nullable String alert, boolean matched) {
        return new AlertLine(
                last.series().id().toString(),
                last.series().toString(),
                last.started(),
                last.resolved().orElse(last.at()),
                last.resolved().isEmpty(),
                last.severity().name().toLowerCase(Locale.ROOT),
                Math.round(1e4 * last.peakScore()) / 1e4,
                last.sign() < 0 ? "down" : "up",
                last.why(),
                label,
                alert,
                matched);
    }

    /** As it stands in a result. */
    Shown shown() {
        return new Shown(
                seriesId,
                series,
                Micros.toInstant(started).toString(),
                open ? null : Micros.toInstant(ended).toString(),
                severity,
                score,
                direction,
                why,
                label,
                alert);
    }

    /** An alert in a result. */
    record Shown(
            String seriesId,
            String series,
            String started,
            @Nullable String resolved,
            String severity,
            double score,
            String direction,
            String why,
            Label label,
            @Nullable String alert) {}
}
