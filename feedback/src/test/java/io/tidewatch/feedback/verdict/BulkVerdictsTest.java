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
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.calibration.CalibrationResource;
import io.tidewatch.storage.verdict.Verdict;
import io.tidewatch.storage.verdict.VerdictQuery;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkVerdictsTest {
    private static final VerdictInput FALSE = VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty());
    private DeskFixture fixture;
    private BulkVerdicts bulk;
    private SeriesKey series;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        bulk = fixture.desk.bulk();
        series = fixture.series("signups", "DE");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void eachHasItsOwnOutcomeAndTheSeriesIsFittedOnce() {
        List<AlertId> fine = List.of(fixture.alert(series, 0, 6), fixture.alert(series, 2, 7));
        AlertId judged = fixture.alert(series, 4, 8);
        Verdict theirs = fixture.desk.verdicts().give(judged, FALSE, "ben");
        AlertId retracted = fixture.alert(series, 6, 9);
        fixture.record(AlertEvents.retracted(series, DeskFixture.T0 + 6 * 3_600_000_000L, 3));
        AlertId unknown = new AlertId("0".repeat(32));
        int calibrations = fixture.outbox(Topic.CALIBRATIONS).size();
        List<Outcome> outcomes = bulk.give(
                List.of(target(fine.get(1)), target(judged), target(unknown), target(retracted), target(fine.get(0))),
                FALSE,
                "ana");
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
        assertThat(outcomes.get(4)).isInstanceOf(Outcome.Done.class);
        assertThat(refusal(outcomes.get(1)))
                .asInstanceOf(type(VerdictConflict.class))
                .satisfies(conflict -> assertThat(conflict.theirs()).isEqualTo(theirs));
        assertThat(refusal(outcomes.get(2)).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(outcomes.get(3))).hasMessageContaining("retracted");
        assertThat(fixture.desk.verdicts().history(judged)).containsExactly(theirs);
        assertThat(fixture.outbox(Topic.CALIBRATIONS)).hasSize(calibrations + 1);
        assertThat(fixture.desk.calibrations().current(series.id()).verdictIds())
                .hasSize(3);
        assertThat(fixture.audit()).filteredOn(line -> line.startsWith("ana ")).hasSize(2);
    }

    @Test
    void allAreTakenBackAtOnce() {
        List<AlertId> ids = IntStream.range(0, 5)
                .mapToObj(hour -> fixture.alert(series, 2 * hour, 6))
                .toList();
        List<Long> given = bulk.give(ids.stream().map(BulkVerdictsTest::target).toList(), FALSE, "ana").stream()
                .map(outcome -> ((Outcome.Done) outcome).verdict().id())
                .toList();
        assertThat(fixture.desk.calibrations().current(series.id()).verdictIds())
                .hasSize(5);
        List<Outcome> back = bulk.undo(given, "slipped", "ana");
        assertThat(back).allMatch(Outcome.Done.class::isInstance);
        assertThat(fixture.desk.calibrations().current(series.id()).verdictIds())
                .isEmpty();
        assertThat(new CalibrationResource(fixture.desk).history(series.id().toString(), null))
                .extracting(CalibrationResource.CalibrationJson::own)
                .containsExactly(0, 5);
        assertThat(ids)
                .allMatch(id -> fixture.alerts.find(id).orElseThrow().verdict().isEmpty());
        assertThat(refusal(bulk.undo(List.of(given.getFirst(), 999L), "", "ben").getFirst())
                        .code())
                .isEqualTo(ErrorCode.CONFLICT);
        List<Verdict> history = fixture.desk
                .verdicts()
                .list(new VerdictQuery(
                        Optional.of("signups"),
                        Optional.of(series.id()),
                        Optional.of("withdrawn"),
                        Optional.of("ana"),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        3));
        assertThat(history).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(fixture.desk.verdicts().chain(history.getFirst().id())).hasSize(2);
    }

    @Test
    void tenThousandAreRefusedAsAWhole() {
        AlertId id = fixture.alert(series, 0, 6);
        refused(ErrorCode.TOO_LARGE, "500 at most", Collections.nCopies(10_000, target(id)));
        refused(ErrorCode.INVALID_VALUE, "twice", List.of(target(id), target(id)));
        refused(ErrorCode.INVALID_VALUE, "no alerts", List.of());
        assertThat(fixture.desk.verdicts().history(id)).isEmpty();
        assertThat(fixture.outbox(Topic.CALIBRATIONS)).isEmpty();
    }

    private void refused(ErrorCode code, String words, List<BulkVerdicts.Target> targets) {
        assertThatThrownBy(() -> bulk.give(targets, FALSE, "ana"))
                .hasMessageContaining(words)
                .asInstanceOf(type(TidewatchException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static TidewatchException refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).why();
    }

    private static BulkVerdicts.Target target(AlertId id) {
        return new BulkVerdicts.Target(id, OptionalLong.empty());
    }
}
