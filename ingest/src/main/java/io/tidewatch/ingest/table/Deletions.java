// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.table;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.deletion.DeletionRequests;
import io.tidewatch.storage.deletion.DeletionRequests.Deletion;
import io.tidewatch.storage.deletion.PointDeletion;
import io.tidewatch.storage.request.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the points and series of what was deleted on the desk. Each process looks for what any has dropped and forgets it as
 * well: a series that it took for registered would go on without its row.
 */
public final class Deletions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Until then what was taken before stands in the table. */
    private static final Duration SETTLED = Duration.ofSeconds(10);
    /** Clocks of processes differ; to forget twice costs nothing. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** Told of what was dropped, more than once. */
    public interface Listener {
        /** @param series the only one that went; where empty the whole KPI did */
        void dropped(String kpi, Optional<SeriesKey> series);
    }

    private final DeletionRequests requests;
    private final PointDeletion points;
    private final InstantSource clock;
    private final Listener listener;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deletions").daemon().factory());
    private Instant told;

    /** Starts at once. */
    public Deletions(Database database, InstantSource clock, Listener listener) {
        this.requests = new DeletionRequests(database, RequestKind.FORGET_POINTS, clock);
        this.points = new PointDeletion(database);
        this.clock = clock;
        this.listener = listener;
        this.told = clock.instant();
        looks.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        try {
            boolean more;
            do {
                more = requests.look(this::delete);
            } while (more);
            Instant now = clock.instant();
            for (Deletion deletion : requests.doneSince(told.minus(OVERLAP))) {
                listener.dropped(deletion.kpi(), deletion.series());
            }
            told = now;
        } catch (RuntimeException e) {
            LOG.warn("What was deleted on the desk stays until the next look: {}", e.toString());
        }
    }

    private boolean delete(Deletion deletion) {
        if (deletion.asked().plus(SETTLED).isAfter(clock.instant())) {
            return false;
        }
        deletion.series().ifPresentOrElse(points::deleteSeries, () -> points.deleteKpi(deletion.kpi()));
        return true;
    }
}
