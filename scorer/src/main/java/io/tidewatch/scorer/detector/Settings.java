// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * How a series is watched.
 *
 * @param detector the adaptive detector, which every KPI has
 * @param others the other detectors of the KPI, in order of their ids
 * @param calendar events that may concern the KPI's series
 */
public record Settings(Kpi kpi, Detector.Adaptive detector, List<Detector> others, List<CalendarEvent> calendar) {
    public Settings {
        others = List.copyOf(others);
        calendar = List.copyOf(calendar);
    }

    /** With the adaptive detector alone. */
    public Settings(Kpi kpi, Detector.Adaptive detector) {
        this(kpi, detector, List.of(), List.of());
    }

    /** A KPI with the detector that every KPI has from the start. */
    public static Settings of(Kpi kpi) {
        return new Settings(kpi, Detector.Adaptive.defaultFor(kpi.name()));
    }

    /** A KPI that nothing is known of yet; its version is 0, so that the first real settings are newer. */
    public static Kpi unknown(String kpi) {
        return new Kpi(
                kpi,
                0,
                "",
                "",
                "",
                ZoneOffset.UTC,
                Optional.empty(),
                KpiKind.GAUGE,
                Direction.BOTH,
                Kpi.DEFAULT_LATE_LIMIT,
                true);
    }

    /** Grows when the KPI or its adaptive detector changes; what {@code ControlApplied} and alerts name. */
    public long version() {
        return kpi.version() + detector.version() - 1;
    }
}
