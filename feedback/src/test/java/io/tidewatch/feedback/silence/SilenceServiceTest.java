// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SilenceServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ManualClock CLOCK = new ManualClock(NOW);
    private static TestDatabase server;
    private static Database database;
    private static SilenceService silences;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        silences = new SilenceService(new Workplace(database, CLOCK));
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void livesFromItsBeginningToItsEnd() {
        Silence silence = create(NOW, NOW.plusSeconds(3_600), "a release");
        assertThat(silences.notOver()).contains(silence);
        assertThat(silence.inForce(NOW)).isTrue();
        assertThat(silence.inForce(NOW.plusSeconds(3_600))).isFalse();
        assertThat(silence.covers(SeriesKey.parse("checkout.eu{country=\"DE\"}")))
                .isTrue();
        assertThat(silence.covers(SeriesKey.parse("checkout.eu{country=\"FR\"}")))
                .isFalse();
        assertThat(silence.covers(SeriesKey.parse("signups{country=\"DE\"}"))).isFalse();
        CLOCK.set(NOW.plusSeconds(60));
        silences.end(silence.id().toString(), "ben");
        assertThat(silences.notOver()).noneMatch(each -> each.id().equals(silence.id()));
        assertThatThrownBy(() -> silences.end(silence.id().toString(), "ben")).hasMessageContaining("no silence");
        CLOCK.set(NOW);
    }

    @Test
    void canBeTakenBackBeforeItBegins() {
        Silence later = create(NOW.plusSeconds(600), NOW.plusSeconds(1_200), "a window");
        assertThat(later.inForce(NOW)).isFalse();
        silences.end(later.id().toString(), "ana");
        assertThat(silences.notOver()).doesNotContain(later);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> create(NOW, NOW.plusSeconds(1), " ")).hasMessageContaining("reason");
        assertThatThrownBy(() -> create(NOW, NOW, "x")).hasMessageContaining("ends after it begins");
        assertThatThrownBy(() -> create(NOW, NOW.plus(Duration.ofDays(400)), "x"))
                .hasMessageContaining("366");
        assertThatThrownBy(() -> create(NOW.minusSeconds(60), NOW.minusSeconds(1), "x"))
                .hasMessageContaining("is over");
        assertThatThrownBy(() -> silences.create(List.of(), Map.of(), NOW, NOW.plusSeconds(1), "x", "ana"))
                .hasMessageContaining("KPI pattern *");
        assertThatThrownBy(() -> silences.end("nonsense", "ana")).hasMessageContaining("nonsense");
    }

    private static Silence create(Instant from, Instant until, String reason) {
        return silences.create(
                List.of(new NamePattern("checkout.*")),
                Map.of("country", new NamePattern("DE")),
                from,
                until,
                reason,
                "ana");
    }
}
