// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.replay.Oracle;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.replay.Trainer;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.Settings;
import java.util.ArrayList;
import java.util.List;

/** A replay of one series, as alarms. */
final class OurAlarms implements ReplaySink {
    private final boolean[] over;
    private final List<Alarms.Episode> episodes = new ArrayList<>();
    private long lastOver;

    private OurAlarms(int rows) {
        over = new boolean[rows];
    }

    static Alarms of(LabelledSeries series, double budget, Tuning tuning, Trainer trainer, Oracle oracle) {
        SeriesKey key = SeriesKey.of("series");
        Settings settings = new Settings(
                Kpi.named("series"), new Detector.Adaptive("series/adaptive", "series", 1, true, budget, 0, 0));
        OurAlarms sink = new OurAlarms(series.size());
        new SeriesReplay(key, settings, tuning, trainer, oracle).run(series.times(), series.values(), sink);
        return new Alarms(sink.over, List.copyOf(sink.episodes));
    }

    @Override
    public void scored(int row, Scored scored) {
        over[row] = scored.over;
        if (scored.over) {
            lastOver = scored.time;
            Alarms.Episode open = episodes.getLast();
            episodes.set(episodes.size() - 1, new Alarms.Episode(open.started(), lastOver));
        }
    }

    @Override
    public void skipped(int row) {
        over[row] = false;
    }

    @Override
    public void alert(AlertEvent event) {
        if (event.kind() == AlertEventKind.OPENED) {
            episodes.add(new Alarms.Episode(event.started(), event.started()));
        }
    }
}
