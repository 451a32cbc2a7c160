// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.SeriesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** Puts into the tables what weeks of work would have left there. */
final class DeskFilling {
    private static final int KPIS = 20;
    private static final int SERIES = 10;
    private static final double THRESHOLD = 8;

    private final Database database;
    private final Instant now;

    DeskFilling(Database database, Instant now) {
        this.database = database;
        this.now = now;
    }

    /** Open alerts of the last 28 days over {@value #KPIS} KPIs of {@value #SERIES} series, with a day of points each. */
    void alerts(int count) {
        Random random = new Random(5);
        List<SeriesKey> series = IntStream.range(0, KPIS * SERIES)
                .mapToObj(i -> new SeriesKey(
                        String.format(Locale.ROOT, "shop.kpi%02d", i / SERIES),
                        Labels.of("country", String.format(Locale.ROOT, "C%d", i % SERIES))))
                .toList();
        new SeriesStore(database).register(series, now, 1_000_000, 1_000_000);
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long started = Micros.of(now) - Micros.MINUTE - (long) (random.nextDouble() * 28 * Micros.DAY);
            events.add(opened(series.get(random.nextInt(series.size())), started, 8 + 20 * random.nextDouble()));
        }
        AlertStore store = new AlertStore(database);
        for (int from = 0; from < count; from += 1_000) {
            store.record(events.subList(from, Math.min(count, from + 1_000)));
        }
        for (SeriesKey key : series) {
            points(key, Duration.ofDays(1), Duration.ofMinutes(5));
        }
    }

    /** Points with the bounds that were served for them. */
    void points(SeriesKey key, Duration span, Duration step) {
        new SeriesStore(database).register(List.of(key), now, 1_000_000, 1_000_000);
        String wave = "100 + 40 * sin(extract(epoch from t) * pi() / 43200)";
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into point (series_id, time, value, log_offset) select ?, t, " + wave
                            + " + 6 * (random() - 0.5), 0 from generate_series(?::timestamptz, ?::timestamptz, make_interval(secs => ?)) t"
                            + " on conflict do nothing",
                    key.id().value(),
                    now.minus(span),
                    now,
                    (double) step.toSeconds());
            handle.execute(
                    "insert into kept_score (series_id, time, expected, lower, upper, score, provenance, model_version)"
                            + " select ?, t, " + wave + ", " + wave + " - 8, " + wave
                            + " + 8, 0.1, 0, 1 from generate_series(?::timestamptz, ?::timestamptz, make_interval(secs => ?)) t"
                            + " on conflict do nothing",
                    key.id().value(),
                    now.minus(span),
                    now,
                    (double) step.toSeconds());
        });
    }

    /** One alert that went on for an hour and waits for a verdict. */
    AlertId alert(SeriesKey key) {
        AlertEvent event = opened(key, Micros.of(now) - Micros.HOUR, 12);
        new AlertStore(database).record(List.of(event));
        return event.alertId();
    }

    void settle() {
        database.jdbi().useHandle(handle -> handle.execute("analyze"));
    }

    private static AlertEvent opened(SeriesKey key, long started, double peak) {
        String detector = key.kpi() + "/adaptive";
        return new AlertEvent(
                AlertId.of(key.id(), detector, started),
                1,
                AlertEventKind.OPENED,
                key,
                detector,
                started,
                started,
                OptionalLong.empty(),
                Severity.of(peak, THRESHOLD),
                peak,
                started,
                THRESHOLD,
                1,
                180,
                new Bounds(120, 100, 140),
                List.of(EvidenceKind.SPIKE),
                "180, expected 100 to 140",
                1,
                "",
                new AlertEvent.Versions(1, 0, 1, 1));
    }
}
