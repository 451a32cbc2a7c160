// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.replay.ReplayBody.DetectorChange;
import io.tidewatch.feedback.replay.ReplayBody.VerdictProposal;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.testkit.alert.AlertEvents;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayServiceTest {
    private static final DetectorChange STRICTER = new DetectorChange(4.0, null, null, null, null, null, null, null);

    private DeskFixture fixture;
    private ReplayService replays;
    private SeriesKey germany;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        replays = fixture.desk.replays();
        new KpiStore(fixture.database).save(Kpi.named("signups"), "ana", DeskFixture.NOW);
        germany = fixture.series("signups", "DE");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void asksForTheLast28DaysUnlessTold() {
        ReplayJson asked = replays.preview(body("signups", null, STRICTER, List.of()), "ana");
        assertThat(asked.state()).isEqualTo("waiting");
        assertThat(asked.to()).isEqualTo(DeskFixture.NOW);
        assertThat(asked.from()).isEqualTo(DeskFixture.NOW.minus(Duration.ofDays(28)));
        assertThat(asked.verdictsFrom()).isEqualTo("given");
        assertThat(replays.find(Long.parseLong(asked.id()))).isEqualTo(asked);
        assertThat(replays.recent("signups")).containsExactly(asked);
    }

    @Test
    void aVerdictNamesItsSeriesAndCountsFromTheStart() {
        AlertId alert = fixture.alert(germany, 1, 6);
        ReplayJson asked = replays.preview(
                body(null, null, null, List.of(new VerdictProposal(alert.value(), null, null, null, "false_alarm"))),
                "ana");
        assertThat(asked.kpi()).isEqualTo("signups");
        assertThat(asked.series()).isEqualTo(germany.id().toString());
        assertThat(asked.verdictsFrom()).isEqualTo("start");
        // A week after the alert, which lies ten days back.
        assertThat(asked.to()).isBefore(DeskFixture.NOW);
    }

    @Test
    void givesTheResultOnceItIsThere() {
        ReplayJson asked = replays.preview(body("signups", null, STRICTER, List.of()), "ana");
        long id = Long.parseLong(asked.id());
        RequestStore requests = new RequestStore(fixture.database);
        requests.take(Set.of(RequestKind.PREVIEW), DeskFixture.NOW);
        new ReplayStore(fixture.database).saveResult(id, "{\"lost\": {\"count\": 2}}", DeskFixture.NOW);
        requests.done(id, "2 alerts fewer", DeskFixture.NOW);
        assertThat(replays.find(id).result()).contains("\"count\": 2");
        assertThatThrownBy(() -> replays.cancel(id, "ana"))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("has ended already");
    }

    @Test
    void whatWaitsCanBeCancelledOnce() {
        long id = Long.parseLong(replays.preview(body("signups", null, STRICTER, List.of()), "ana")
                .id());
        assertThat(replays.cancel(id, "ben").state()).isEqualTo("cancelled");
        assertThat(fixture.audit()).contains("ben replay.cancelled replay/" + id);
        assertThat(new RequestStore(fixture.database).take(Set.of(RequestKind.PREVIEW), DeskFixture.NOW))
                .isEmpty();
        refused("ended already", () -> replays.cancel(id, "ben"));
    }

    @Test
    void pastScoresAreOfWhatIsInForce() {
        ReplayJson asked = replays.scores(new ReplayBody("signups", null, null, null, null, null, null), "ana");
        assertThat(asked.kind()).isEqualTo("score_past");
        assertThat(replays.recent("signups")).containsExactly(asked);
        refused("in force", () -> replays.scores(body("signups", null, STRICTER, List.of()), "ana"));
    }

    @Test
    void saysWhatIsWrong() {
        refused("no KPI", () -> replays.preview(body("nothing", null, STRICTER, List.of()), "ana"));
        refused("nothing to compare", () -> replays.preview(body("signups", null, null, List.of()), "ana"));
        refused("\"kpi\" is missing", () -> replays.preview(body(null, null, STRICTER, List.of()), "ana"));
        refused("no series 12", () -> replays.preview(body(null, "12", STRICTER, List.of()), "ana"));
        refused(
                "budget must be 0.1 to 10000",
                () -> replays.preview(
                        body(
                                "signups",
                                null,
                                new DetectorChange(0.0, null, null, null, null, null, null, null),
                                List.of()),
                        "ana"));
        refused("in the future", () -> replays.preview(range("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z"), "ana"));
        refused("is not before", () -> replays.preview(range("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"), "ana"));
        refused(
                "more than 92 days",
                () -> replays.preview(range("2025-02-01T00:00:00Z", "2026-02-01T00:00:00Z"), "ana"));
        refused("is no time", () -> replays.preview(range("yesterday", null), "ana"));
        AlertId gone = AlertEvents.id(germany, DeskFixture.T0);
        fixture.record(
                AlertEvents.opened(germany, DeskFixture.T0, 5), AlertEvents.retracted(germany, DeskFixture.T0, 2));
        refused(
                "was retracted",
                () -> replays.preview(
                        body(
                                null,
                                null,
                                null,
                                List.of(new VerdictProposal(gone.value(), null, null, null, "false_alarm"))),
                        "ana"));
        refused(
                "can only be missed_anomaly",
                () -> replays.preview(
                        body(null, null, null, List.of(new VerdictProposal(null, "1", null, null, "expected"))),
                        "ana"));
    }

    @Test
    void onePersonCannotFillTheQueue() {
        for (int i = 0; i < ReplayService.MAX_UNFINISHED; i++) {
            replays.preview(body("signups", null, STRICTER, List.of()), "ana");
        }
        refused("wait or run", () -> replays.preview(body("signups", null, STRICTER, List.of()), "ana"));
        replays.preview(body("signups", null, STRICTER, List.of()), "ben");
    }

    private static void refused(String why, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOf(TidewatchException.class).hasMessageContaining(why);
    }

    private static ReplayBody range(String from, @Nullable String to) {
        return new ReplayBody("signups", null, from, to, STRICTER, null, null);
    }

    private static ReplayBody body(
            @Nullable String kpi,
            @Nullable String series,
            @Nullable DetectorChange change,
            List<VerdictProposal> verdicts) {
        return new ReplayBody(kpi, series, null, null, change, verdicts, null);
    }
}
