// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.replay;

import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import org.jspecify.annotations.Nullable;

/**
 * What a preview changes; null leaves it as it is.
 *
 * @param budget false alerts allowed in 28 days for each series
 * @param minAbsoluteDeviation in the KPI's unit
 * @param minRelativeDeviation a share of the expected value
 * @param direction which way hurts
 * @param m how many of the last {@code n} points must speak
 * @param minDurationMicros how long the evidence must have lasted
 * @param quietOnEvents whether calendar events keep it quiet
 */
public record SettingsChange(
        @Nullable Double budget,
        @Nullable Double minAbsoluteDeviation,
        @Nullable Double minRelativeDeviation,
        @Nullable Direction direction,
        @Nullable Integer m,
        @Nullable Integer n,
        @Nullable Long minDurationMicros,
        @Nullable Boolean quietOnEvents) {
    public static final SettingsChange NONE = budget(null);

    /** Another budget, and nothing else. */
    public static SettingsChange budget(@Nullable Double budget) {
        return new SettingsChange(budget, null, null, null, null, null, null, null);
    }

    /** @throws IllegalArgumentException where a number lies outside what a detector takes */
    public Detector.Adaptive applyTo(Detector.Adaptive detector) {
        return new Detector.Adaptive(
                detector.id(),
                detector.kpi(),
                detector.version(),
                detector.enabled(),
                budget == null ? detector.budget() : budget,
                applyTo(detector.conditions()));
    }

    private Conditions applyTo(Conditions now) {
        return new Conditions(
                // A side of the detector's own rules over the KPI's, which is changed below.
                direction == null ? now.direction() : now.direction().map(side -> direction),
                minAbsoluteDeviation == null ? now.minAbsoluteDeviation() : minAbsoluteDeviation,
                minRelativeDeviation == null ? now.minRelativeDeviation() : minRelativeDeviation,
                minDurationMicros == null ? now.minDuration() : Micros.toDuration(minDurationMicros),
                m == null ? now.m() : m,
                n == null ? now.n() : n,
                now.severities(),
                quietOnEvents == null ? now.quietOnEvents() : quietOnEvents);
    }

    public Kpi applyTo(Kpi kpi) {
        return new Kpi(
                kpi.name(),
                kpi.version(),
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone(),
                kpi.step(),
                kpi.kind(),
                kpi.denominator(),
                direction == null ? kpi.direction() : direction,
                kpi.lateLimit(),
                kpi.keepScores());
    }
}
