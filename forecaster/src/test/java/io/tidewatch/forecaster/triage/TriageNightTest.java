// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.triage.StoredTriage;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import io.tidewatch.testkit.alert.AlertEvents;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriageNightTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of("signups");

    @Test
    void trainsEachNightAndAsSoonAsThereAreLabels() {
        try (TestDatabase server = TestDatabase.migrated();
                Database database = Database.open(server.url(), 4)) {
            ManualClock clock = new ManualClock(NOW);
            TriageStore store = new TriageStore(database);
            TriageNight night = new TriageNight(store, clock);
            night.look();
            StoredTriage first = store.newest().orElseThrow();
            assertThat(first.training().state()).isEqualTo(TriageTraining.State.TOO_FEW);
            night.look();
            assertThat(store.newest()).contains(first);

            label(database, 40);
            assertThat(store.judgedCount()).isEqualTo(40);
            night.look();
            StoredTriage trained = store.newest().orElseThrow();
            assertThat(trained.training().state()).isEqualTo(TriageTraining.State.TRAINED);
            assertThat(trained.training().labels()).isEqualTo(40);
            assertThat(trained.model()).isPresent();
            night.look();
            assertThat(store.newest()).contains(trained);

            clock.advance(Duration.ofHours(12).plusMinutes(9));
            night.look();
            assertThat(store.newest()).contains(trained);
            clock.advance(Duration.ofMinutes(1));
            night.look();
            assertThat(store.newest().orElseThrow().version()).isGreaterThan(trained.version());

            List<Long> published = new ArrayList<>();
            while (store.track(untracked -> {
                assertThat(untracked.run()).isEqualTo(Optional.empty());
                published.add(untracked.triage().version());
            })) {}
            assertThat(published).hasSize(2).first().isEqualTo(trained.version());
        }
    }

    /** Strong alerts are true. */
    private static void label(Database database, int count) {
        AlertStore alerts = new AlertStore(database);
        long start = Micros.of(NOW) - 20 * Micros.DAY;
        for (int i = 0; i < count; i++) {
            long started = start + i * 2 * Micros.HOUR;
            boolean isTrue = i % 2 == 0;
            alerts.record(List.of(AlertEvents.opened(SERIES, started, isTrue ? 12 + i % 5 : 4.2 + 0.1 * (i % 5))));
            database.jdbi()
                    .useTransaction(transaction -> alerts.label(
                            transaction,
                            AlertEvents.id(SERIES, started),
                            1,
                            Optional.of(isTrue ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM)));
        }
    }
}
