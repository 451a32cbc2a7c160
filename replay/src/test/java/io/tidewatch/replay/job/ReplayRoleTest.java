// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.replay.ProposedVerdict;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.replay.SettingsChange;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestState;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.score.KeptScore;
import io.tidewatch.storage.score.ScoreStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayRoleTest {
    private static final SettingsChange STRICTER = SettingsChange.budget(1.0);

    private Stored stored;

    @BeforeEach
    void start() {
        stored = new Stored();
    }

    @AfterEach
    void stop() {
        stored.close();
    }

    @Test
    void saysWhichAlertsAnotherBudgetKeepsAndLoses() throws SQLException {
        SeriesKey germany = stored.series("DE", Stored.DAYS);
        stored.verdict(germany, VerdictKind.MISSED_ANOMALY, Stored.spike(0), Optional.empty());
        stored.verdict(germany, VerdictKind.MISSED_ANOMALY, Stored.spike(2), Optional.empty());
        Comparison found = preview(Stored.order(Optional.of(germany), SettingsChange.budget(500.0), List.of()));
        assertThat(found.points()).isEqualTo(Stored.DAYS * Stored.A_DAY);
        assertThat(found.weeks()).isEqualTo(4);
        assertThat(found.trueEvents()).isEqualTo(2);
        assertThat(found.before().eventsFound()).isEqualTo(2);
        assertThat(found.before().labels().isTrue()).isEqualTo(2);
        assertThat(found.before().budgetPerSeriesAndWeek()).isEqualTo(7);
        assertThat(found.after().budgetPerSeriesAndWeek()).isEqualTo(125);
        // A larger budget only lowers the threshold.
        assertThat(found.lost().count()).isZero();
        assertThat(found.kept().count()).isLessThanOrEqualTo(found.before().alerts());
        assertThat(found.kept().alerts()).extracting(AlertLine.Shown::label).contains(Label.TRUE);
        assertThat(found.after().alerts())
                .isEqualTo(found.kept().count() + found.gained().count());
        assertThat(found.historyFrom()).isEqualTo(Stored.START.toString());
    }

    @Test
    void theSameRangeGivesTheSameBytesWhateverElseRuns() throws SQLException {
        stored.series("DE", Stored.DAYS);
        stored.series("FR", Stored.DAYS);
        stored.series("IT", 2);
        ReplayOrder order = Stored.order(Optional.empty(), STRICTER, List.of());
        Request first = stored.ask(RequestKind.PREVIEW, order);
        Request second = stored.ask(RequestKind.PREVIEW, order);
        try (Running role = new Running(stored, 2)) {
            role.awaitEnd(first.id());
            role.awaitEnd(second.id());
        }
        String one = result(first.id());
        assertThat(one).isEqualTo(result(second.id()));
        assertThat(Json.read(one, Comparison.class).series()).isEqualTo(3);
        assertThat(request(first.id()).message())
                .isEqualTo(Json.read(one, Comparison.class).sentence());
    }

    @Test
    void aVerdictOnAnAlertShowsItsEffectBeforeItIsGiven() throws SQLException {
        SeriesKey germany = stored.series("DE", Stored.DAYS);
        Comparison plain = preview(Stored.order(Optional.of(germany), STRICTER, List.of()));
        List<ProposedVerdict> allFalse = Stream.concat(plain.kept().alerts().stream(), plain.lost().alerts().stream())
                .map(alert -> new ProposedVerdict(
                        null,
                        germany.id().value(),
                        Micros.of(Instant.parse(alert.started())),
                        Micros.of(Instant.parse(alert.started())) + Micros.HOUR,
                        VerdictKind.FALSE_ALARM,
                        4 * alert.score() / (1 - alert.score()),
                        4 * alert.score() / (1 - alert.score()),
                        1))
                .toList();
        Comparison effect = preview(Stored.order(Optional.of(germany), SettingsChange.NONE, allFalse));
        assertThat(effect.before().labels().isFalse()).isPositive();
        assertThat(effect.lost().labels().isFalse()).isPositive();
        assertThat(effect.gained().count()).isZero();
        assertThat(effect.sentence()).contains("false one");
        // Nothing was given: the same question has the same answer.
        assertThat(preview(Stored.order(Optional.of(germany), SettingsChange.NONE, allFalse)))
                .isEqualTo(effect);
    }

    @Test
    void pastScoresAreStoredForTheRangeAlone() throws SQLException {
        SeriesKey germany = stored.series("DE", Stored.DAYS);
        Request asked =
                stored.ask(RequestKind.SCORE_PAST, Stored.order(Optional.of(germany), SettingsChange.NONE, List.of()));
        try (Running role = new Running(stored, 1)) {
            role.awaitEnd(asked.id());
        }
        assertThat(request(asked.id()).state()).isEqualTo(RequestState.DONE);
        ScoreStore scores = new ScoreStore(stored.database);
        List<KeptScore> computed = scores.replayed(germany.id(), 0, Stored.TO, 1);
        assertThat(computed).hasSize(28 * Stored.A_DAY);
        assertThat(computed.getFirst().at()).isEqualTo(Stored.FROM);
        KeptScore spike = computed.stream()
                .filter(score -> score.at() == Stored.spike(0).from())
                .findFirst()
                .orElseThrow();
        assertThat(spike.score()).isGreaterThan(0.5);
        assertThat(spike.bounds().upper()).isLessThan(spike.bounds().expected() * 1.5);
        assertThat(result(asked.id())).contains("\"points\":" + 28 * Stored.A_DAY);
        assertThat(scores.newest(germany.id())).isEmpty();
    }

    @Test
    void anInterruptedJobGoesOnWhereItWas() throws SQLException {
        SeriesKey germany = stored.series("DE", Stored.DAYS);
        stored.series("FR", Stored.DAYS);
        ReplayOrder order = Stored.order(Optional.empty(), STRICTER, List.of());
        Request asked = stored.ask(RequestKind.PREVIEW, order);
        // A process took it, finished one series, whose outcome is recognisable, and died.
        stored.requests.take(Set.of(RequestKind.PREVIEW), stored.clock.instant());
        SeriesOutcome outcome = new SeriesOutcome(7, 0, 0, 0, 0, List.of(), List.of());
        new ReplayStore(stored.database).savePart(asked.id(), germany.id(), Json.write(outcome));
        stored.clock.advance(RequestStore.ABANDONED.plusSeconds(1));
        try (Running role = new Running(stored, 1)) {
            role.awaitEnd(asked.id());
        }
        Comparison found = Json.read(result(asked.id()), Comparison.class);
        assertThat(found.points()).isEqualTo(7 + Stored.DAYS * Stored.A_DAY);
        assertThat(new ReplayStore(stored.database).parts(asked.id())).isEmpty();
    }

    @Test
    void aCancelledJobEndsAndLeavesNoResult() throws SQLException {
        stored.series("DE", Stored.DAYS);
        Request asked = stored.ask(RequestKind.PREVIEW, Stored.order(Optional.empty(), STRICTER, List.of()));
        stored.requests.take(Set.of(RequestKind.PREVIEW), stored.clock.instant());
        Progress progress = new Progress(asked.id(), 1, stored.requests, stored.clock, () -> false);
        progress.moved(0.25);
        assertThat(request(asked.id()).progress()).isEqualTo(0.25);
        stored.database
                .jdbi()
                .useTransaction(transaction ->
                        stored.requests.cancel(transaction, asked.id(), "cancelled by ana", stored.clock.instant()));
        stored.clock.advance(Duration.ofSeconds(1));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> progress.moved(0.25)))
                .isInstanceOf(Interrupted.class);
        assertThat(request(asked.id()).state()).isEqualTo(RequestState.CANCELLED);
        try (Running role = new Running(stored, 1)) {
            Request next = stored.ask(RequestKind.PREVIEW, Stored.order(Optional.empty(), STRICTER, List.of()));
            role.awaitEnd(next.id());
        }
        assertThat(request(asked.id()).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(new ReplayStore(stored.database).result(asked.id())).isEmpty();
    }

    @Test
    void tooLargeAJobFailsAndSaysWhatToDo() throws SQLException {
        stored.series("DE", Stored.DAYS);
        Request asked = stored.ask(RequestKind.PREVIEW, Stored.order(Optional.empty(), STRICTER, List.of()));
        try (Running role = new Running(stored, 1, 100)) {
            role.awaitEnd(asked.id());
        }
        assertThat(request(asked.id()).state()).isEqualTo(RequestState.FAILED);
        assertThat(request(asked.id()).message())
                .contains("more than 100 points")
                .contains("shorter range");
    }

    private Comparison preview(ReplayOrder order) {
        Request asked = stored.ask(RequestKind.PREVIEW, order);
        try (Running role = new Running(stored, 2)) {
            role.awaitEnd(asked.id());
        }
        assertThat(request(asked.id()).state())
                .as(request(asked.id()).message())
                .isEqualTo(RequestState.DONE);
        return Json.read(result(asked.id()), Comparison.class);
    }

    private Request request(long id) {
        return stored.requests.find(id).orElseThrow();
    }

    private String result(long id) {
        return new ReplayStore(stored.database).result(id).orElseThrow();
    }

    /** A role at work. */
    private record Running(Stored stored, ReplayRole role) implements AutoCloseable {
        Running(Stored stored, int workers) {
            this(stored, workers, 1_000_000);
        }

        Running(Stored stored, int workers, long maxPoints) {
            this(stored, new ReplayRole(new Given(workers, maxPoints), stored.database, stored.clock));
            role.start();
        }

        void awaitEnd(long id) {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Set.of(RequestState.DONE, RequestState.FAILED)
                            .contains(stored.requests.find(id).orElseThrow().state()));
        }

        @Override
        public void close() {
            role.stop();
        }
    }

    private record Given(int workers, long maxPoints) implements ReplaySettings {
        @Override
        public int jobs() {
            return 2;
        }

        @Override
        public Duration look() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(30);
        }
    }
}
