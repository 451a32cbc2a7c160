// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.point.PointStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Weeks of points before the demo, sent as backfill, which never alerts. */
final class History {
    private static final int BATCH = 40_000;
    private static final Duration OF_MINUTES = Duration.ofDays(22);
    private static final Duration OF_LONGER = Duration.ofDays(43);
    private final Sender sender;
    private final PointStore points;

    History(Sender sender, PointStore points) {
        this.sender = sender;
        this.points = points;
    }

    /** @return how many points were sent */
    int send(List<DemoSeries> all, Instant end) throws IOException, InterruptedException {
        Sender.Batch batch = new Sender.Batch();
        int sent = 0;
        for (DemoSeries series : all) {
            for (Instant time = first(series, end);
                    time.isBefore(end);
                    time = time.plus(series.kpi().step())) {
                batch.add(series, time, series.at(time));
                if (batch.size() == BATCH) {
                    sender.send(batch, "backfill");
                    sent += batch.size();
                    batch = new Sender.Batch();
                }
            }
        }
        sender.send(batch, "backfill");
        return sent + batch.size();
    }

    /** Whether the table has each series' last point; the log is written in order, so then it has all. */
    boolean stored(List<DemoSeries> all, Instant end) {
        return all.stream().allMatch(series -> {
            long last = Micros.of(before(series, end));
            return points.read(series.key().id(), last, last + 1).size() == 1;
        });
    }

    private static Instant first(DemoSeries series, Instant end) {
        boolean minutes = series.kpi().step().compareTo(Duration.ofMinutes(1)) <= 0;
        return aligned(series, end.minus(minutes ? OF_MINUTES : OF_LONGER));
    }

    private static Instant before(DemoSeries series, Instant end) {
        return aligned(series, end.minusMillis(1));
    }

    /** The last time at or before, at which the series has a point. */
    static Instant aligned(DemoSeries series, Instant time) {
        long step = series.kpi().step().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }
}
