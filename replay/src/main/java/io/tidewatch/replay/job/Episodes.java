// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.scorer.detector.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Keeps the last event of each alert that starts within a range, and tells how much of the points is done. */
final class Episodes implements ReplaySink {
    private final long from;
    private final long to;
    private final int rows;
    private final DoubleConsumer moved;
    private final Map<String, AlertEvent> last = new LinkedHashMap<>();
    private int row;
    private int told;

    /** @param moved is told what share of the run has been done since it was last told; may throw to end the run */
    Episodes(long from, long to, int rows, DoubleConsumer moved) {
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.moved = moved;
    }

    @Override
    public void scored(int at, Scored scored) {
        row = at;
    }

    @Override
    public void skipped(int at) {
        row = at;
    }

    @Override
    public void midnight(long at) {
        moved.accept((double) (row - told) / rows);
        told = row;
    }

    @Override
    public void alert(AlertEvent event) {
        if (event.started() >= from && event.started() < to) {
            last.put(event.alertId().value(), event);
        }
    }

    List<AlertEvent> alerts() {
        return new ArrayList<>(last.values());
    }

    static TimeRange range(AlertEvent event) {
        return new TimeRange(
                event.started(), Math.max(event.started(), event.resolved().orElse(event.at())));
    }
}
