// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.replay.ProposedVerdict;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.replay.SettingsChange;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.verdict.NewVerdict;
import io.tidewatch.storage.verdict.VerdictStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import io.tidewatch.testkit.time.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A database with one KPI: 56 days of points every 10 minutes, with a spike in each of the last four weeks. */
final class Stored implements AutoCloseable {
    static final String KPI = "signups";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final int A_DAY = 144;
    static final int DAYS = 56;
    static final long FROM = Micros.of(START) + 28 * Micros.DAY;
    static final long TO = Micros.of(START) + DAYS * Micros.DAY;
    private static final double[] FACTORS = {1.5, 1.3, 1.8, 1.25};

    private final TestDatabase server = TestDatabase.migrated();
    final Database database = Database.open(server.url(), 8);
    final ManualClock clock = new ManualClock(Micros.toInstant(TO));
    final RequestStore requests = new RequestStore(database);

    Stored() {
        KpiStore kpis = new KpiStore(database);
        kpis.save(Kpi.named(KPI), "ana", START);
        kpis.save(Detector.Adaptive.defaultFor(KPI), "ana", START);
    }

    /** Registers and fills a series. */
    SeriesKey series(String country, int days) throws SQLException {
        SeriesKey key = new SeriesKey(KPI, Labels.of("country", country));
        new SeriesStore(database).register(List.of(key), START, 1_000, 1_000);
        SeriesGenerator generator = SeriesGenerator.seeded(country.hashCode())
                .startingAt(START)
                .every(Duration.ofMinutes(10))
                .level(200)
                .dailySeason(0.4)
                .noise(0.02);
        for (int i = 0; i < FACTORS.length; i++) {
            int row = (30 + 7 * i) * A_DAY + 70;
            if (row < days * A_DAY) {
                generator = generator.dropAt(row, 3, FACTORS[i]);
            }
        }
        GeneratedSeries points = generator.points(days * A_DAY);
        new PointStore(database).write(List.of(new LoggedPoints(key.id(), 1, points.timeMicros(), points.value())));
        return key;
    }

    /** Where the spike of that week lies. */
    static TimeRange spike(int week) {
        long from = Micros.of(START) + ((30 + 7 * week) * A_DAY + 70) * 10 * Micros.MINUTE;
        return new TimeRange(from, from + 30 * Micros.MINUTE);
    }

    void verdict(SeriesKey series, VerdictKind kind, TimeRange range, Optional<AlertId> alert) {
        database.jdbi()
                .useTransaction(transaction -> new VerdictStore(database)
                        .add(
                                transaction,
                                new NewVerdict(alert, series.id(), KPI, kind, range, "", "", "ana"),
                                OptionalLong.empty(),
                                clock.instant()));
    }

    static ReplayOrder order(Optional<SeriesKey> series, SettingsChange change, List<ProposedVerdict> verdicts) {
        return new ReplayOrder(
                KPI, series.map(key -> key.id().value()).orElse(null), FROM, TO, change, verdicts, !verdicts.isEmpty());
    }

    Request ask(RequestKind kind, ReplayOrder order) {
        return database.jdbi()
                .inTransaction(
                        transaction -> requests.add(transaction, kind, KPI, Json.write(order), "ana", clock.instant()));
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
