// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same day with every point in its place, and every model and verdict behind the point behind which it came. */
final class InOrder {
    private final Day day;
    private final Map<SeriesId, List<ControlApplied>> given = new HashMap<>();

    InOrder(Day day) {
        this.day = day;
    }

    void given(SeriesId series, ControlApplied control) {
        this.given.computeIfAbsent(series, any -> new ArrayList<>()).add(control);
    }

    Told run() {
        Told told = new Told();
        Settings settings = Settings.of(Kpi.named(Day.KPI));
        Scored out = new Scored();
        for (int i = 0; i < day.series; i++) {
            SeriesId id = day.key(i).id();
            Rescorer rescorer = new Rescorer(day.key(i), settings, listener(told, id), Tuning.DEFAULT);
            Deque<ControlApplied> pending = new ArrayDeque<>(given.getOrDefault(id, List.of()));
            for (int k = 0; k < day.steps; k++) {
                while (!pending.isEmpty() && pending.peekFirst().after() < day.time(k)) {
                    apply(i, pending.removeFirst(), rescorer);
                }
                rescorer.score(day.time(k), day.value(i, k), out);
                rescorer.settle(scored -> {});
                rescorer.clock(day.time(k));
            }
            rescorer.clock(day.time(day.steps) + 3 * Micros.HOUR);
        }
        return told;
    }

    private void apply(int i, ControlApplied control, Rescorer rescorer) {
        switch (control.kind()) {
            case MODEL -> rescorer.apply(day.forecast(i, (int) control.version()));
            case CALIBRATION -> rescorer.apply(day.calibration(i, (int) control.version()));
            case SETTINGS -> {
                // There from the start.
            }
        }
    }

    private static AlertListener listener(Told told, SeriesId id) {
        return new AlertListener() {
            @Override
            public void onAlert(AlertEvent event) {
                told.add(id, AlertsCodec.encode(new AlertsMessage.Event(event)));
            }

            @Override
            public void onControl(ControlApplied applied) {
                // Compared are the alerts.
            }
        };
    }
}
