// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.alert.AlertEvents;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Instant;
import java.util.List;

/** A desk on a database of its own. */
public final class DeskFixture implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** Ten days before now. */
    public static final long T0 = Micros.of(NOW) - 10 * Micros.DAY;

    private final TestDatabase server = TestDatabase.migrated();
    public final Database database = Database.open(server.url(), 6);
    public final ManualClock clock = new ManualClock(NOW);
    public final Desk desk = new Desk(database, clock);
    public final AlertStore alerts = new AlertStore(database);

    /** A registered series. */
    public SeriesKey series(String kpi, String country) {
        SeriesKey key = new SeriesKey(kpi, Labels.of("country", country));
        new SeriesStore(database).register(List.of(key), NOW, 100_000, 100_000);
        return key;
    }

    /** A resolved alert, so many hours after {@link #T0}. */
    public AlertId alert(SeriesKey series, int hour, double peak) {
        long started = T0 + hour * Micros.HOUR;
        record(AlertEvents.opened(series, started, peak), AlertEvents.resolved(series, started, 2, peak));
        return AlertEvents.id(series, started);
    }

    public void record(AlertEvent... events) {
        alerts.record(List.of(events));
    }

    /** What waits for a topic, oldest first. */
    public List<byte[]> outbox(Topic topic) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select value from desk_outbox where topic = ? order by id")
                        .bind(0, topic.id())
                        .map((row, context) -> row.getBytes("value"))
                        .list());
    }

    /** Actions and subjects, oldest first. */
    public List<String> audit() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select actor || ' ' || action || ' ' || subject from audit order by id")
                        .mapTo(String.class)
                        .list());
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
