// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.scorer.detector.SeriesDetector;
import java.util.List;
import java.util.OptionalLong;

/** How alerts of one virtual series are written down. */
final class JointAlerts {
    private final SeriesKey series;

    JointAlerts(SeriesKey series) {
        this.series = series;
    }

    /**
     * How an alert stands now.
     *
     * @param known when it became known
     * @param resolved when it ended, if it has
     */
    AlertEvent view(
            Detector definition,
            EvidenceKind kind,
            long started,
            long known,
            OptionalLong resolved,
            Severity severity,
            Peak peak,
            int points,
            String why,
            String unit) {
        return new AlertEvent(
                AlertId.of(series.id(), definition.id(), started),
                1,
                AlertEventKind.AMENDED,
                series,
                definition.id(),
                started,
                resolved.orElse(known),
                resolved,
                severity,
                peak.evidence(),
                peak.at(),
                peak.threshold(),
                peak.sign(),
                peak.actual(),
                peak.bounds(),
                List.of(kind),
                why,
                points,
                unit,
                new AlertEvent.Versions(0, 0, definition.version(), SeriesDetector.CODE_VERSION));
    }

    /** The strongest of what spoke. */
    record Peak(long at, double evidence, double threshold, int sign, double actual, Bounds bounds) {}
}
