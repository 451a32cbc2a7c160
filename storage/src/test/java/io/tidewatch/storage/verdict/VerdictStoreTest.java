// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.alert.AlertEvents;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerdictStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long T0 = Micros.of(Instant.parse("2026-02-20T08:00:00Z"));
    private static TestDatabase server;
    private static Database database;
    private static AlertStore alerts;
    private static VerdictStore verdicts;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        alerts = new AlertStore(database);
        verdicts = new VerdictStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void letsNoneBeOverwrittenUnseen() {
        SeriesKey series = SeriesKey.of("unseen");
        alerts.record(List.of(AlertEvents.opened(series, T0, 6)));
        Verdict first =
                give(series, T0, VerdictKind.TRUE_ANOMALY, OptionalLong.empty()).orElseThrow();
        assertThat(give(series, T0, VerdictKind.FALSE_ALARM, OptionalLong.empty()))
                .isEmpty();
        Verdict second = give(series, T0, VerdictKind.FALSE_ALARM, OptionalLong.of(first.id()))
                .orElseThrow();
        assertThat(give(series, T0, VerdictKind.EXPECTED, OptionalLong.of(first.id())))
                .isEmpty();
        assertThat(verdicts.history(AlertEvents.id(series, T0))).containsExactly(first, second);
        assertThat(standing(series)).containsExactly(VerdictKind.FALSE_ALARM);
    }

    @Test
    void bringsTheVerdictBeforeBackWhenOneIsWithdrawn() {
        SeriesKey series = SeriesKey.of("undone");
        alerts.record(List.of(AlertEvents.opened(series, T0, 6)));
        Verdict first =
                give(series, T0, VerdictKind.TRUE_ANOMALY, OptionalLong.empty()).orElseThrow();
        Verdict second = give(series, T0, VerdictKind.FALSE_ALARM, OptionalLong.of(first.id()))
                .orElseThrow();
        Verdict back = withdraw(second).orElseThrow();
        assertThat(back.kind()).isEmpty();
        assertThat(back.restores()).hasValue(first.id());
        assertThat(standing(series)).containsExactly(VerdictKind.TRUE_ANOMALY);
        assertThat(withdraw(second)).isEmpty();
        Verdict third = give(series, T0, VerdictKind.EXPECTED, OptionalLong.of(back.id()))
                .orElseThrow();
        withdraw(third);
        assertThat(standing(series)).containsExactly(VerdictKind.TRUE_ANOMALY);
    }

    @Test
    void leavesNothingWhenTheOnlyVerdictIsWithdrawn() {
        SeriesKey series = SeriesKey.of("only");
        alerts.record(List.of(AlertEvents.opened(series, T0, 6)));
        withdraw(
                give(series, T0, VerdictKind.TRUE_ANOMALY, OptionalLong.empty()).orElseThrow());
        assertThat(standing(series)).isEmpty();
        assertThat(verdicts.trainingMasks(series.id(), 0, Long.MAX_VALUE / 2)).isEmpty();
    }

    @Test
    void masksWhatTheEpisodeHasGrownTo() {
        SeriesKey series = SeriesKey.of("masked");
        alerts.record(List.of(AlertEvents.opened(series, T0, 6)));
        give(series, T0, VerdictKind.TRUE_ANOMALY, OptionalLong.empty());
        alerts.record(List.of(AlertEvents.resolved(series, T0, 2, 6)));
        long marked = T0 + 5 * Micros.HOUR;
        mark(series, new TimeRange(marked, marked + Micros.HOUR));
        alerts.record(List.of(AlertEvents.opened(series, T0 + Micros.DAY, 6)));
        give(series, T0 + Micros.DAY, VerdictKind.FALSE_ALARM, OptionalLong.empty());
        assertThat(verdicts.trainingMasks(series.id(), T0 - Micros.DAY, T0 + 2 * Micros.DAY))
                .containsExactly(
                        new TimeRange(T0, T0 + 30 * Micros.MINUTE), new TimeRange(marked, marked + Micros.HOUR));
        assertThat(verdicts.trainingMasks(series.id(), T0 + Micros.HOUR, T0 + 2 * Micros.HOUR))
                .isEmpty();
        SeriesKey other = SeriesKey.of("masked-too");
        mark(other, new TimeRange(marked, marked + 1));
        Map<SeriesId, List<Standing>> both = verdicts.standing(
                List.of(series.id(), other.id(), SeriesKey.of("masked-never").id()));
        assertThat(both)
                .containsOnlyKeys(series.id(), other.id())
                .containsEntry(series.id(), verdicts.standing(series.id(), Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void forgetsVerdictsOnRetractedAlerts() {
        SeriesKey series = SeriesKey.of("retracted");
        alerts.record(List.of(AlertEvents.opened(series, T0, 6)));
        give(series, T0, VerdictKind.TRUE_ANOMALY, OptionalLong.empty());
        alerts.record(List.of(AlertEvents.retracted(series, T0, 2)));
        assertThat(standing(series)).isEmpty();
    }

    @Test
    void knowsWhereTheNewestNormalBegins() {
        SeriesKey series = SeriesKey.of("normal");
        assertThat(verdicts.newNormalFrom(series.id())).isEmpty();
        for (int day = 0; day < 2; day++) {
            alerts.record(List.of(AlertEvents.opened(series, T0 + day * Micros.DAY, 6)));
            give(series, T0 + day * Micros.DAY, VerdictKind.NEW_NORMAL, OptionalLong.empty());
        }
        assertThat(verdicts.newNormalFrom(series.id())).hasValue(T0 + Micros.DAY);
    }

    @Test
    void followsAMarkedRangeToItsEnd() {
        SeriesKey series = SeriesKey.of("chain");
        Verdict marked = mark(series, new TimeRange(T0, T0 + Micros.HOUR));
        Verdict withdrawn = withdraw(marked).orElseThrow();
        assertThat(verdicts.chain(marked.id())).containsExactly(marked, withdrawn);
        Optional<Verdict> head = database.jdbi().withHandle(handle -> verdicts.head(handle, marked.id()));
        assertThat(head).contains(withdrawn);
    }

    private static Optional<Verdict> give(SeriesKey series, long started, VerdictKind kind, OptionalLong replaces) {
        AlertId alert = AlertEvents.id(series, started);
        NewVerdict verdict = new NewVerdict(
                Optional.of(alert),
                series.id(),
                series.kpi(),
                kind,
                new TimeRange(started, started),
                "deploy",
                "çok açık",
                "ana");
        return database.jdbi().inTransaction(transaction -> verdicts.add(transaction, verdict, replaces, NOW));
    }

    private static Verdict mark(SeriesKey series, TimeRange range) {
        NewVerdict verdict = new NewVerdict(
                Optional.empty(), series.id(), series.kpi(), VerdictKind.MISSED_ANOMALY, range, "", "", "ana");
        return database.jdbi()
                .inTransaction(transaction -> verdicts.add(transaction, verdict, OptionalLong.empty(), NOW))
                .orElseThrow();
    }

    private static Optional<Verdict> withdraw(Verdict head) {
        return database.jdbi().inTransaction(transaction -> verdicts.withdraw(transaction, head, "", "ben", NOW));
    }

    private static List<VerdictKind> standing(SeriesKey series) {
        return verdicts.standing(series.id(), Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .map(Standing::kind)
                .toList();
    }
}
