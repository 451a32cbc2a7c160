// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.storage.verdict.Verdict;
import io.tidewatch.storage.verdict.VerdictStore;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictServiceTest {
    private DeskFixture fixture;
    private VerdictService verdicts;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        verdicts = fixture.desk.verdicts();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void reachesScorerNotifierAndAuditInOneTransaction() {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        Verdict given = verdicts.give(
                id,
                new VerdictInput(
                        VerdictKind.FALSE_ALARM,
                        "deploy",
                        "<script>alert(1)</script>",
                        OptionalLong.empty(),
                        OptionalLong.empty()),
                "ana");
        assertThat(fixture.alerts.find(id).orElseThrow().verdict()).contains(VerdictKind.FALSE_ALARM);
        Calibration published =
                CalibrationCodec.decode(fixture.outbox(Topic.CALIBRATIONS).getFirst());
        assertThat(published).isEqualTo(fixture.desk.calibrations().current(series.id()));
        assertThat(published.version()).isEqualTo(1);
        assertThat(published.verdictIds()).containsExactly(given.id());
        assertThat(published.threshold(4, 1)).isGreaterThan(4);
        assertThat(DeskCodec.decode(fixture.outbox(Topic.DESK).getFirst()))
                .isEqualTo(new DeskMessage(
                        id,
                        "verdict-" + given.id(),
                        Micros.of(DeskFixture.NOW),
                        "ana",
                        new DeskMessage.Act.VerdictGiven(
                                given.id(), Optional.of(VerdictKind.FALSE_ALARM), "<script>alert(1)</script>")));
        assertThat(fixture.audit()).containsExactly("ana verdict.given alert/" + id);
        assertThat(verdicts.history(id)).containsExactly(given);
    }

    @Test
    void aTrueAnomalyFreesTheBudgetAndMasksTraining() {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        verdicts.give(id, VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
        TimeRange range = new TimeRange(DeskFixture.T0, DeskFixture.T0 + 30 * Micros.MINUTE);
        assertThat(fixture.desk.calibrations().current(series.id()).trueRanges())
                .containsExactly(range);
        assertThat(new VerdictStore(fixture.database)
                        .trainingMasks(series.id(), DeskFixture.T0, DeskFixture.T0 + Micros.DAY))
                .containsExactly(range);
    }

    @Test
    void tellsBothVerdictsWhereAColleagueWasFaster() {
        AlertId id = fixture.alert(fixture.series("signups", "DE"), 0, 6);
        Verdict theirs = verdicts.give(id, VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
        VerdictInput yours = VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty());
        assertThatThrownBy(() -> verdicts.give(id, yours, "ben"))
                .asInstanceOf(type(VerdictConflict.class))
                .satisfies(conflict -> {
                    assertThat(conflict.code()).isEqualTo(ErrorCode.CONFLICT);
                    assertThat(conflict)
                            .hasMessageContainingAll("ana", "true anomaly", "false alarm", "" + theirs.id());
                    assertThat(conflict.theirs()).isEqualTo(theirs);
                    assertThat(conflict.yours()).isEqualTo(yours);
                    assertThat(conflict.members().get("theirs"))
                            .asInstanceOf(type(Map.class))
                            .satisfies(map -> assertThat(map.get("by")).isEqualTo("ana"));
                });
        assertThat(verdicts.history(id)).containsExactly(theirs);
        verdicts.give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.of(theirs.id())), "ben");
        assertThat(verdicts.history(id)).hasSize(2);
    }

    @Test
    void ofManyAtOnceExactlyOneWins() throws Exception {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        int won = 0;
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Callable<Verdict>> tries = IntStream.range(0, 8)
                    .<Callable<Verdict>>mapToObj(person -> () -> verdicts.give(
                            id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "person" + person))
                    .toList();
            for (Future<Verdict> answer : people.invokeAll(tries)) {
                try {
                    answer.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(VerdictConflict.class);
                }
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(verdicts.history(id)).hasSize(1);
    }

    @Test
    void undoRestoresWhatWasBefore() {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        Verdict first = verdicts.give(id, VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
        Calibration afterFirst = fixture.desk.calibrations().current(series.id());
        Verdict second =
                verdicts.give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.of(first.id())), "ana");
        Verdict back = verdicts.undo(second.id(), "slipped", "ana");
        assertThat(fixture.alerts.find(id).orElseThrow().verdict()).contains(VerdictKind.TRUE_ANOMALY);
        assertThat(fixture.alerts.find(id).orElseThrow().verdictHead()).hasValue(back.id());
        Calibration now = fixture.desk.calibrations().current(series.id());
        assertThat(now.version()).isEqualTo(3);
        assertThat(now.intercept()).isEqualTo(afterFirst.intercept());
        assertThat(now.trueRanges()).isEqualTo(afterFirst.trueRanges());
        refused(ErrorCode.CONFLICT, "replaced by " + back.id(), () -> verdicts.undo(second.id(), "", "ben"));
        refused(ErrorCode.CONFLICT, "withdrawn already", () -> verdicts.undo(back.id(), "", "ben"));
        refused(ErrorCode.NOT_FOUND, "999", () -> verdicts.undo(999, "", "ben"));
    }

    @Test
    void marksAMissedRangeAndTakesItBack() {
        SeriesKey series = fixture.series("signups", "DE");
        TimeRange range = new TimeRange(DeskFixture.T0, DeskFixture.T0 + Micros.HOUR);
        Verdict marked = verdicts.missed(series, range, "", "nobody saw it", "ana");
        assertThat(fixture.desk.calibrations().current(series.id()).trueRanges())
                .containsExactly(range);
        verdicts.undo(marked.id(), "", "ana");
        assertThat(fixture.desk.calibrations().current(series.id()).trueRanges())
                .isEmpty();
        assertThat(fixture.audit())
                .containsExactly(
                        "ana verdict.given series/" + series.id(), "ana verdict.withdrawn series/" + series.id());
    }

    @Test
    void aNewNormalRestartsTheLevelWhereItSays() {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        long from = DeskFixture.T0 + 10 * Micros.MINUTE;
        verdicts.give(
                id,
                new VerdictInput(VerdictKind.NEW_NORMAL, "", "", OptionalLong.empty(), OptionalLong.of(from)),
                "ana");
        assertThat(fixture.desk.calibrations().current(series.id()).newNormalFrom())
                .isEqualTo(from);
        assertThat(new VerdictStore(fixture.database).newNormalFrom(series.id()))
                .hasValue(from);
    }

    @Test
    void refusesWhatMakesNoSense() {
        SeriesKey series = fixture.series("signups", "DE");
        AlertId id = fixture.alert(series, 0, 6);
        VerdictInput right = VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty());
        AlertId unknown = new AlertId("0".repeat(32));
        refused(ErrorCode.NOT_FOUND, unknown.value(), () -> verdicts.give(unknown, right, "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "2000 characters, not 2001",
                () -> verdicts.give(
                        id,
                        new VerdictInput(
                                VerdictKind.EXPECTED,
                                "",
                                "x".repeat(2_001),
                                OptionalLong.empty(),
                                OptionalLong.empty()),
                        "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "NUL",
                () -> verdicts.give(
                        id,
                        new VerdictInput(VerdictKind.EXPECTED, "a\0b", "", OptionalLong.empty(), OptionalLong.empty()),
                        "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "Mark the range",
                () -> verdicts.give(id, VerdictInput.of(VerdictKind.MISSED_ANOMALY, OptionalLong.empty()), "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "no verdict that could be replaced",
                () -> verdicts.give(id, VerdictInput.of(VerdictKind.EXPECTED, OptionalLong.of(77)), "ana"));
        long now = Micros.of(DeskFixture.NOW);
        refused(
                ErrorCode.INVALID_VALUE,
                "future",
                () -> verdicts.give(
                        id,
                        new VerdictInput(
                                VerdictKind.NEW_NORMAL,
                                "",
                                "",
                                OptionalLong.empty(),
                                OptionalLong.of(now + Micros.SECOND)),
                        "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "future",
                () -> verdicts.missed(series, new TimeRange(now - Micros.HOUR, now + 1), "", "", "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "31 days",
                () -> verdicts.missed(series, new TimeRange(now - 32 * Micros.DAY, now), "", "", "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "PT0S",
                () -> verdicts.missed(series, new TimeRange(now - 1, now - 1), "", "", "ana"));
        fixture.record(AlertEvents.retracted(series, DeskFixture.T0, 3));
        refused(ErrorCode.CONFLICT, "retracted", () -> verdicts.give(id, right, "ana"));
        assertThat(verdicts.history(id)).isEmpty();
        assertThat(fixture.outbox(Topic.CALIBRATIONS)).isEmpty();
        assertThat(fixture.audit()).isEmpty();
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .asInstanceOf(type(TidewatchException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
