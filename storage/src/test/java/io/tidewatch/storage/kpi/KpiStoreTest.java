// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KpiStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static TestDatabase server;
    private static Database database;
    private static KpiStore store;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        store = new KpiStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void givesBackWhatWasSaved() {
        Kpi kpi = kpi("givesBack", 1, "signups per min");
        assertThat(store.save(kpi, "ana", NOW)).isTrue();
        assertThat(store.find("givesBack")).contains(kpi);
        assertThat(store.all()).contains(kpi);
        assertThat(store.find("nobody")).isEmpty();
    }

    @Test
    void keepsTheDenominatorOfARatio() {
        assertThat(store.save(ratio(1, Optional.of("visits")), "ana", NOW)).isTrue();
        assertThat(store.find("conversion")).contains(ratio(1, Optional.of("visits")));
        assertThat(store.save(ratio(2, Optional.empty()), "ana", NOW)).isTrue();
        assertThat(store.find("conversion")).contains(ratio(2, Optional.empty()));
    }

    @Test
    void refusesAChangeThatDidNotSeeTheLastOne() {
        assertThat(store.save(kpi("contested", 1, "a"), "ana", NOW)).isTrue();
        assertThat(store.save(kpi("contested", 2, "b"), "ana", NOW)).isTrue();
        assertThat(store.save(kpi("contested", 2, "c"), "ben", NOW)).isFalse();
        assertThat(store.find("contested").orElseThrow().unit()).isEqualTo("b");
    }

    @Test
    void keepsDetectorsOfAKpi() {
        store.save(kpi("watched", 1, ""), "ana", NOW);
        Detector first = Detector.Adaptive.defaultFor("watched");
        assertThat(store.save(first, "ana", NOW)).isTrue();
        Detector changed = new Detector.Adaptive(first.id(), "watched", 2, false, 4.5, 10, 0.25);
        assertThat(store.save(changed, "ana", NOW)).isTrue();
        assertThat(store.detectors("watched")).containsExactly(changed);
    }

    @Test
    void putsEachChangeInTheOutboxOfTheSameTransaction() {
        store.save(kpi("announced", 1, ""), "ana", NOW);
        store.save(kpi("announced", 1, "late"), "ben", NOW);
        int waiting = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from desk_outbox where key = 'kpi:announced'::bytea")
                        .mapTo(Integer.class)
                        .one());
        assertThat(waiting).isEqualTo(1);
    }

    private static Kpi ratio(long version, Optional<String> denominator) {
        return new Kpi(
                "conversion",
                version,
                "",
                "",
                "",
                ZoneId.of("UTC"),
                Optional.empty(),
                KpiKind.RATIO,
                denominator,
                Direction.DOWN,
                Duration.ofMinutes(30),
                true);
    }

    private static Kpi kpi(String name, long version, String unit) {
        return new Kpi(
                name,
                version,
                unit,
                "how it is counted",
                "growth",
                ZoneId.of("Europe/Berlin"),
                Optional.of(Duration.ofMinutes(1)),
                KpiKind.COUNT,
                Direction.DOWN,
                Duration.ofMinutes(30),
                true);
    }
}
