// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.replay;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import org.jspecify.annotations.Nullable;

/**
 * What a preview changes; null leaves it as it is.
 *
 * @param budget false alerts allowed in 28 days for each series
 * @param minAbsoluteDeviation in the KPI's unit
 * @param minRelativeDeviation a share of the expected value
 * @param direction which way hurts
 */
public record SettingsChange(
        @Nullable Double budget,
        @Nullable Double minAbsoluteDeviation,
        @Nullable Double minRelativeDeviation,
        @Nullable Direction direction) {
    public static final SettingsChange NONE = new SettingsChange(null, null, null, null);

    /** @throws IllegalArgumentException where a number lies outside what a detector takes */
    public Detector.Adaptive applyTo(Detector.Adaptive detector) {
        return new Detector.Adaptive(
                detector.id(),
                detector.kpi(),
                detector.version(),
                detector.enabled(),
                budget == null ? detector.budget() : budget,
                minAbsoluteDeviation == null ? detector.minAbsoluteDeviation() : minAbsoluteDeviation,
                minRelativeDeviation == null ? detector.minRelativeDeviation() : minRelativeDeviation);
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
                direction == null ? kpi.direction() : direction,
                kpi.lateLimit(),
                kpi.keepScores());
    }
}
