// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import java.util.ArrayList;
import java.util.List;

/** A detector in memory with what it said while it handled one record. */
final class LiveSeries implements AlertListener {
    private final SeriesDetector detector;
    private final List<byte[]> alerts = new ArrayList<>();
    private final List<ServedScore> scores = new ArrayList<>();
    private Settings settings;
    private long events;
    private long newModel;

    LiveSeries(SeriesKey series, Settings settings) {
        this.settings = settings;
        this.detector = new SeriesDetector(series, settings, this);
    }

    SeriesDetector detector() {
        return detector;
    }

    // The table gives the same object until something changes.
    @SuppressWarnings("ReferenceEquality")
    void settings(Settings current) {
        if (current != settings) {
            settings = current;
            detector.apply(current);
        }
    }

    /** @return how many points were late */
    int score(SeriesPoints points, Scored out) {
        boolean keep = settings.kpi().keepScores();
        int late = 0;
        for (int i = 0; i < points.size(); i++) {
            double value = points.value()[i];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be finite, not " + value);
            }
            if (!detector.score(points.timeMicros()[i], value, out)) {
                late++;
            } else if (keep && out.provenance != Provenance.WARM_UP) {
                scores.add(new ServedScore(
                        out.time,
                        value,
                        new Bounds(out.expected, out.lower, out.upper),
                        out.score,
                        out.provenance,
                        out.modelVersion));
            }
        }
        return late;
    }

    @Override
    public void onAlert(AlertEvent event) {
        alerts.add(AlertsCodec.encode(new AlertsMessage.Event(event)));
        events++;
    }

    @Override
    public void onControl(ControlApplied applied) {
        alerts.add(AlertsCodec.encode(new AlertsMessage.Control(applied)));
        if (applied.kind() == ControlApplied.Kind.MODEL) {
            newModel = applied.version();
        }
    }

    /** Records of the alerts topic since {@link #clear}. */
    List<byte[]> alerts() {
        return alerts;
    }

    List<ServedScore> scores() {
        return scores;
    }

    /** How many of {@link #alerts} are alert events. */
    long events() {
        return events;
    }

    /** The model version that took effect since {@link #clear}; 0 where none did. */
    long newModel() {
        return newModel;
    }

    void clear() {
        alerts.clear();
        scores.clear();
        events = 0;
        newModel = 0;
    }
}
