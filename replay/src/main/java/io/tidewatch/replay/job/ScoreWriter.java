// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.storage.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Stores the scores of one series' range as a replay gives them. */
final class ScoreWriter implements ReplaySink {
    private static final int BATCH = 5_000;

    private final ScoreStore scores;
    private final SeriesId series;
    private final TimeRange range;
    private final int rows;
    private final DoubleConsumer moved;
    private final List<ServedScore> batch = new ArrayList<>();
    private long written;
    private int row;
    private int told;

    ScoreWriter(ScoreStore scores, SeriesId series, TimeRange range, int rows, DoubleConsumer moved) {
        this.scores = scores;
        this.series = series;
        this.range = range;
        this.rows = rows;
        this.moved = moved;
    }

    @Override
    public void scored(int at, Scored scored) {
        row = at;
        if (!range.contains(scored.time) || !Double.isFinite(scored.expected)) {
            return;
        }
        batch.add(new ServedScore(
                scored.time,
                scored.value,
                new Bounds(scored.expected, scored.lower, scored.upper),
                scored.score,
                scored.provenance,
                // Model versions of a replay are days; life has no version of this number.
                0));
        if (batch.size() == BATCH) {
            store();
        }
    }

    @Override
    public void skipped(int at) {
        row = at;
    }

    @Override
    public void alert(AlertEvent event) {
        // A backfill of scores never alerts.
    }

    @Override
    public void midnight(long at) {
        moved.accept((double) (row - told) / rows);
        told = row;
    }

    private void store() {
        scores.recordReplayed(series, batch);
        written += batch.size();
        batch.clear();
    }

    /** @return how many were stored */
    long finish() {
        store();
        return written;
    }
}
