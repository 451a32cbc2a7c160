// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.alert.AlertEvents;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlertStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** In the hour that America/Bahia_Banderas had twice. */
    private static final long T0 = Micros.of(Instant.parse("2021-10-31T06:30:00.123456Z"));

    private static TestDatabase server;
    private static Database database;
    private static AlertStore store;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 4);
        store = new AlertStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void showsTheNewestEventWhateverTheOrderAndHoweverOften() {
        SeriesKey series = new SeriesKey("order", Labels.of("country", "DE"));
        List<AlertEvent> life = List.of(
                AlertEvents.opened(series, T0, 5),
                AlertEvents.escalated(series, T0, 9),
                AlertEvents.resolved(series, T0, 3, 9));
        List<AlertEvent> mixed = new ArrayList<>(life);
        mixed.addAll(life);
        Random random = new Random(7);
        for (int round = 0; round < 10; round++) {
            database.jdbi().useHandle(handle -> {
                handle.execute("delete from alert where kpi = 'order'");
                handle.execute(
                        "delete from alert_event where series_id = ?",
                        series.id().value());
            });
            Collections.shuffle(mixed, random);
            store.record(mixed.subList(0, 3));
            store.record(mixed.subList(3, 6));
            Alert alert = store.find(life.getFirst().alertId()).orElseThrow();
            assertThat(alert.last()).isEqualTo(life.getLast());
            assertThat(alert.opened()).isEqualTo(T0);
            assertThat(alert.status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(store.events(alert.id())).isEqualTo(life);
        }
    }

    @Test
    void keepsWhatPeopleDidWhenLaterEventsCome() {
        SeriesKey series = SeriesKey.of("people");
        AlertId id = AlertEvents.id(series, T0);
        store.record(List.of(AlertEvents.opened(series, T0, 5)));
        database.jdbi().useTransaction(transaction -> {
            assertThat(store.acknowledge(transaction, id, "ana", NOW)).isTrue();
            assertThat(store.acknowledge(transaction, id, "ben", NOW)).isFalse();
            store.assign(transaction, id, Optional.of("ben"));
        });
        assertThat(store.find(id).orElseThrow().status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
        store.record(List.of(AlertEvents.retracted(series, T0, 2)));
        Alert alert = store.find(id).orElseThrow();
        assertThat(alert.status()).isEqualTo(AlertStatus.RETRACTED);
        assertThat(alert.acknowledged()).contains(new Alert.Acknowledgement("ana", NOW));
        assertThat(alert.assignee()).contains("ben");
    }

    @Test
    void pagesThroughEverythingOnce() {
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Fives share a time, so that the id has to decide.
            SeriesKey series = new SeriesKey("paged", Labels.of("n", Integer.toString(i)));
            events.add(AlertEvents.opened(series, T0 + i / 5 * Micros.HOUR, 4 + i));
        }
        store.record(events);
        List<AlertId> seen = new ArrayList<>();
        AlertQuery query = new AlertQuery(
                Set.of(),
                Optional.of("paged"),
                Optional.empty(),
                Labels.NONE,
                Optional.empty(),
                new AlertQuery.Label.Any(),
                Optional.empty(),
                "",
                java.util.OptionalLong.empty(),
                java.util.OptionalLong.empty(),
                Optional.empty(),
                7);
        while (true) {
            List<Alert> page = store.list(query);
            page.forEach(alert -> seen.add(alert.id()));
            if (page.size() < 7) {
                break;
            }
            query = query.after(new AlertQuery.Position(
                    page.getLast().opened(), page.getLast().id()));
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(store.list(AlertQuery.newest(100).ofKpi("paged").atLeast(Severity.HIGH)))
                .allMatch(alert -> alert.last().peakEvidence() >= 10)
                .hasSize(19);
        assertThat(store.list(AlertQuery.newest(100).withSearch("PAGED{n=\"1"))).hasSize(11);
        assertThat(store.list(AlertQuery.newest(100).withSearch("%"))).isEmpty();
        assertThat(store.list(AlertQuery.newest(100).ofKpi("paged").withStatuses(Set.of(AlertStatus.RESOLVED))))
                .isEmpty();
    }

    @Test
    void countsByLabel() {
        SeriesKey series = SeriesKey.of("counted");
        for (int i = 0; i < 4; i++) {
            store.record(List.of(AlertEvents.opened(series, T0 + i * Micros.HOUR, 5)));
        }
        database.jdbi().useTransaction(transaction -> {
            store.label(transaction, AlertEvents.id(series, T0), 1, Optional.of(VerdictKind.TRUE_ANOMALY));
            store.label(transaction, AlertEvents.id(series, T0 + Micros.HOUR), 2, Optional.of(VerdictKind.FALSE_ALARM));
        });
        store.record(List.of(AlertEvents.retracted(series, T0 + 2 * Micros.HOUR, 2)));
        assertThat(store.labels(T0, T0 + Micros.DAY).get("counted")).isEqualTo(new LabelCounts(3, 1, 1, 0, 0));
        assertThat(store.counts(Optional.of("counted"))).isEqualTo(new AlertCounts(3, 0, 0, 1, 1));
        assertThat(store.list(AlertQuery.newest(9).ofKpi("counted").withLabel(new AlertQuery.Label.None())))
                .hasSize(2);
        assertThat(store.list(AlertQuery.newest(9)
                        .ofKpi("counted")
                        .withLabel(new AlertQuery.Label.Of(VerdictKind.FALSE_ALARM))))
                .extracting(Alert::id)
                .containsExactly(AlertEvents.id(series, T0 + Micros.HOUR));
        assertThat(store.overlapping(series.id(), T0 + Micros.MINUTE, T0 + 2 * Micros.HOUR))
                .extracting(Alert::id)
                .containsExactly(AlertEvents.id(series, T0 + Micros.HOUR));
    }

    @Test
    void tellsOtherProcessesWhatChanged() throws InterruptedException {
        BlockingQueue<Set<AlertId>> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> ready = new LinkedBlockingQueue<>();
        SeriesKey series = SeriesKey.of("told");
        try (AlertChanges changes = new AlertChanges(database, heard::add, () -> ready.add("listens"))) {
            assertThat(ready.poll(10, TimeUnit.SECONDS)).isEqualTo("listens");
            store.record(List.of(AlertEvents.opened(series, T0, 5)));
            Set<AlertId> first = heard.poll(10, TimeUnit.SECONDS);
            assertThat(first).containsExactly(AlertEvents.id(series, T0));
        }
    }
}
