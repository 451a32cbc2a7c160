// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;

/** How a series is watched: its KPI and the adaptive detector on it. */
public record Settings(Kpi kpi, Detector.Adaptive detector) {
    /** A KPI with the detector that every KPI has from the start. */
    public static Settings of(Kpi kpi) {
        return new Settings(kpi, Detector.Adaptive.defaultFor(kpi.name()));
    }

    /** Grows when either changes; what {@code ControlApplied} and alerts name. */
    public long version() {
        return kpi.version() + detector.version() - 1;
    }

    boolean mayAlert(double value, double expected, int sign, boolean directed) {
        double deviation = Math.abs(value - expected);
        return detector.enabled()
                && (!directed || kpi.direction().hurts(sign))
                && deviation >= detector.minAbsoluteDeviation()
                && deviation >= detector.minRelativeDeviation() * Math.abs(expected);
    }
}
