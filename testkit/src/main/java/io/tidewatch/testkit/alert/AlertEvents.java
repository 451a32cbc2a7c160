// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.List;
import java.util.OptionalLong;

/** The life of an alert as the scorer would tell it. */
public final class AlertEvents {
    private AlertEvents() {}

    public static AlertId id(SeriesKey series, long started) {
        return AlertId.of(series.id(), "adaptive", started);
    }

    public static AlertEvent opened(SeriesKey series, long started, double peak) {
        return event(series, started, 1, AlertEventKind.OPENED, started, OptionalLong.empty(), peak);
    }

    public static AlertEvent escalated(SeriesKey series, long started, double peak) {
        return event(
                series, started, 2, AlertEventKind.ESCALATED, started + 5 * Micros.MINUTE, OptionalLong.empty(), peak);
    }

    public static AlertEvent resolved(SeriesKey series, long started, int sequence, double peak) {
        long end = started + 30 * Micros.MINUTE;
        return event(series, started, sequence, AlertEventKind.RESOLVED, end, OptionalLong.of(end), peak);
    }

    public static AlertEvent retracted(SeriesKey series, long started, int sequence) {
        return event(
                series, started, sequence, AlertEventKind.RETRACTED, started + Micros.HOUR, OptionalLong.empty(), 4);
    }

    private static AlertEvent event(
            SeriesKey series,
            long started,
            int sequence,
            AlertEventKind kind,
            long at,
            OptionalLong resolved,
            double peak) {
        return new AlertEvent(
                id(series, started),
                sequence,
                kind,
                series,
                "adaptive",
                started,
                at,
                resolved,
                Severity.of(peak, 4),
                peak,
                started,
                4,
                1,
                180,
                new Bounds(120, 100, 140),
                List.of(EvidenceKind.SPIKE),
                series.kpi() + " 180, expected 100 to 140",
                sequence,
                "signups",
                new AlertEvent.Versions(3, 0, 1, 1));
    }
}
