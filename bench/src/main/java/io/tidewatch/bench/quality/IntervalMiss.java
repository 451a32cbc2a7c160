// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
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

/** How many points of a second half lie outside the bounds served for them, labelled stretches and an hour about them left out. */
final class IntervalMiss implements ReplaySink {
    private static final int MARGIN_MINUTES = 60;

    private final LabelledSeries series;
    private final boolean[] left;
    private long points;
    private long outside;

    private IntervalMiss(LabelledSeries series) {
        this.series = series;
        this.left = new boolean[series.size()];
        int margin = Math.max(1, MARGIN_MINUTES * Baselines.slots(series) / (24 * 60));
        for (int row = 0; row < left.length; row++) {
            if (series.labels()[row]) {
                for (int i = Math.max(0, row - margin); i < Math.min(left.length, row + margin + 1); i++) {
                    left[i] = true;
                }
            }
        }
    }

    static IntervalMiss of(LabelledSeries series, Tuning tuning, Trainer trainer) {
        IntervalMiss miss = new IntervalMiss(series);
        Settings settings = new Settings(Kpi.named("series"), Detector.Adaptive.defaultFor("series"));
        new SeriesReplay(SeriesKey.of("series"), settings, tuning, trainer, Oracle.SILENT)
                .run(series.times(), series.values(), miss);
        return miss;
    }

    double share() {
        return points == 0 ? 0 : (double) outside / points;
    }

    @Override
    public void scored(int row, Scored scored) {
        if (row >= series.size() / 2 && !left[row] && Double.isFinite(scored.expected)) {
            points++;
            outside += scored.value < scored.lower || scored.value > scored.upper ? 1 : 0;
        }
    }

    @Override
    public void skipped(int row) {}

    @Override
    public void alert(AlertEvent event) {}
}
