// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.testkit.series.GeneratedSeries;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest {
    private static final SeriesKey SERIES = SeriesKey.of("requests");
    private final GeneratedSeries generated = Inputs.series(800);
    private Driven driven = new Driven(100);

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void anAlertOpensAndResolves() {
        announce(1, true);
        driven.send(SERIES, generated, 0, 800);
        assertThat(driven.alerts())
                .extracting(AlertEvent::kind)
                .startsWith(AlertEventKind.OPENED)
                .endsWith(AlertEventKind.RESOLVED);
        AlertEvent opened = driven.alerts().getFirst();
        assertThat(opened.started()).isEqualTo(generated.timeMicros()[Inputs.SPIKE]);
        assertThat(opened.unit()).isEqualTo("requests");
        assertThat(driven.counters.scored()).isEqualTo(800);
        assertThat(driven.counters.alertEvents()).isEqualTo(driven.alerts().size());
    }

    @Test
    void saysByteForByteWhatTheDetectorAloneSays() {
        announce(1, true);
        driven.forecast(Inputs.forecast(SERIES, 1, Inputs.START_MICROS, 100));
        driven.sendTogether(SERIES, Origin.LIVE, generated, 0, 300);
        driven.calibration(SERIES.id(), Inputs.calibration(1, -0.1));
        driven.send(SERIES, generated, 300, 800);
        assertThat(driven.raw).hasSizeGreaterThan(4).containsExactlyElementsOf(alone(300));
    }

    @Test
    void readingTheStateBackForEachRecordChangesNothing() {
        driven.close();
        driven = new Driven(0);
        announce(1, true);
        driven.forecast(Inputs.forecast(SERIES, 1, Inputs.START_MICROS, 100));
        driven.sendTogether(SERIES, Origin.LIVE, generated, 0, 300);
        driven.calibration(SERIES.id(), Inputs.calibration(1, -0.1));
        driven.send(SERIES, generated, 300, 800);
        assertThat(driven.raw).containsExactlyElementsOf(alone(300));
    }

    private List<byte[]> alone(int calibratedAt) {
        List<byte[]> said = new ArrayList<>();
        SeriesDetector detector =
                new SeriesDetector(SERIES, Settings.of(Inputs.kpi("requests", 1, true)), new AlertListener() {
                    @Override
                    public void onAlert(AlertEvent event) {
                        said.add(AlertsCodec.encode(new AlertsMessage.Event(event)));
                    }

                    @Override
                    public void onControl(ControlApplied applied) {
                        long came = applied.kind() == ControlApplied.Kind.CALIBRATION
                                ? generated.timeMicros()[calibratedAt - 1]
                                : Long.MIN_VALUE;
                        said.add(AlertsCodec.encode(new AlertsMessage.Control(applied.cameAfter(came))));
                    }

                    @Override
                    public void onNotable(Notable notable) {
                        said.add(AlertsCodec.encode(new AlertsMessage.Seen(notable)));
                    }
                });
        detector.apply(Inputs.forecast(SERIES, 1, Inputs.START_MICROS, 100));
        Scored scored = new Scored();
        for (int i = 0; i < generated.size(); i++) {
            if (i == calibratedAt) {
                detector.apply(Inputs.calibration(1, -0.1));
            }
            detector.score(generated.timeMicros()[i], generated.value()[i], scored);
        }
        return said;
    }

    @Test
    void aCalibrationCountsFromTheNextPointOn() {
        announce(1, true);
        driven.send(SERIES, generated, 0, Inputs.SPIKE - 1);
        driven.calibration(SERIES.id(), Inputs.calibration(2, -60));
        driven.calibration(SERIES.id(), Inputs.calibration(1, 60));
        driven.send(SERIES, generated, Inputs.SPIKE - 1, 800);
        assertThat(driven.controls())
                .contains(new ControlApplied(
                        SERIES.id(),
                        ControlApplied.Kind.CALIBRATION,
                        2,
                        generated.timeMicros()[Inputs.SPIKE - 1],
                        generated.timeMicros()[Inputs.SPIKE - 2]))
                .noneMatch(control -> control.kind() == ControlApplied.Kind.CALIBRATION && control.version() == 1);
        // What verdicts say rules over a single spike; only evidence of another kind could still open one.
        assertThat(driven.alerts())
                .noneMatch(event -> event.started() == generated.timeMicros()[Inputs.SPIKE]);
    }

    @Test
    void aDeletedSeriesStartsFromScratch() {
        announce(1, true);
        driven.send(SERIES, generated, 0, 800);
        List<byte[]> first = List.copyOf(driven.raw);
        driven.calibrationTakenBack(SERIES.id());
        driven.raw.clear();
        driven.send(SERIES, generated, 0, 800);
        assertThat(driven.raw).containsExactlyElementsOf(first);
    }

    @Test
    void aForecastTakesEffectWithTheFirstPointFromWhichItIsValid() {
        announce(1, true);
        driven.forecast(Inputs.forecast(SERIES, 3, Inputs.START_MICROS, 100));
        driven.send(SERIES, generated, 0, 200);
        long validFrom = generated.timeMicros()[300] - 1;
        driven.forecast(Inputs.forecast(SERIES, 4, validFrom, 101));
        driven.forecast(Inputs.forecast(SERIES, 2, validFrom, 7));
        driven.send(SERIES, generated, 200, 400);
        assertThat(driven.controls())
                .filteredOn(control -> control.kind() == ControlApplied.Kind.MODEL)
                .extracting(ControlApplied::version, ControlApplied::at)
                .containsExactly(
                        Tuple.tuple(3L, generated.timeMicros()[9]),
                        Tuple.tuple(4L, generated.timeMicros()[300]));
        assertThat(driven.scores())
                .filteredOn(score -> score.at() == generated.timeMicros()[299]
                        || score.at() == generated.timeMicros()[300])
                .extracting(ServedScore::modelVersion, ServedScore::provenance)
                .containsExactly(Tuple.tuple(3L, Provenance.MODEL), Tuple.tuple(4L, Provenance.MODEL));
    }

    @Test
    void whatIsHeldOfForecastsIsAllThatIsNeeded() {
        Forecast first = Inputs.wavy(SERIES, 1, Inputs.START_MICROS, 3);
        Forecast second = Inputs.wavy(SERIES, 2, generated.timeMicros()[430], 7);
        announce(1, true);
        driven.forecast(first);
        driven.send(SERIES, generated, 0, 100);
        driven.forecast(second);
        driven.send(SERIES, generated, 100, 800);
        SeriesDetector whole = new SeriesDetector(SERIES, Settings.of(Inputs.kpi("requests", 1, true)), new Unheard());
        whole.apply(first);
        Scored scored = new Scored();
        List<Tuple> expected = new ArrayList<>();
        for (int i = 0; i < generated.size(); i++) {
            if (i == 100) {
                whole.apply(second);
            }
            whole.score(generated.timeMicros()[i], generated.value()[i], scored);
            if (scored.provenance != Provenance.WARM_UP) {
                expected.add(Tuple.tuple(scored.time, scored.modelVersion, scored.expected, scored.score));
            }
        }
        assertThat(driven.scores())
                .extracting(
                        ServedScore::at,
                        ServedScore::modelVersion,
                        score -> score.bounds().expected(),
                        ServedScore::score)
                .containsExactlyElementsOf(expected);
    }

    private static final class Unheard implements AlertListener {
        @Override
        public void onAlert(AlertEvent event) {}

        @Override
        public void onControl(ControlApplied applied) {}
    }

    @Test
    void aHeartbeatClosesAnAlertOfAQuietSeries() {
        announce(1, true);
        driven.heartbeat(generated.timeMicros()[Inputs.SPIKE - 10]);
        driven.send(SERIES, generated, 0, Inputs.SPIKE + 3);
        assertThat(driven.alerts()).noneMatch(event -> event.kind() == AlertEventKind.RESOLVED);
        long last = generated.timeMicros()[Inputs.SPIKE + 2];
        driven.heartbeat(last + 29 * Micros.MINUTE);
        assertThat(driven.alerts()).noneMatch(event -> event.kind() == AlertEventKind.RESOLVED);
        driven.heartbeat(last + 32 * Micros.MINUTE);
        driven.heartbeat(last + 40 * Micros.MINUTE);
        assertThat(driven.alerts())
                .filteredOn(event -> event.kind() == AlertEventKind.RESOLVED)
                .singleElement()
                .satisfies(event -> assertThat(event.resolved()).hasValue(last + 30 * Micros.MINUTE));
    }

    @Test
    void backfillIsNeverScored() {
        announce(1, true);
        driven.sendTogether(SERIES, Origin.BACKFILL, generated, 0, 800);
        assertThat(driven.raw).isEmpty();
        assertThat(driven.scores()).isEmpty();
        assertThat(driven.counters.scored()).isZero();
    }

    @Test
    void whatIsSentTwiceChangesNothingAndWhatIsTooLateIsCounted() {
        announce(1, true);
        driven.send(SERIES, generated, 0, 100);
        assertThat(driven.scores()).hasSize(41);
        driven.send(SERIES, generated, 50, 100);
        assertThat(driven.scores()).isEmpty();
        assertThat(driven.counters.scored()).isEqualTo(100);
        driven.send(SERIES, generated, 100, 300);
        driven.send(SERIES, generated, 0, 30);
        assertThat(driven.counters.late()).isEqualTo(30);
    }

    @Test
    void latePointsAreScoredInTheirPlaceAlsoWhenTheStateIsReadBackForEach() {
        for (int ready : new int[] {0, 100}) {
            driven.close();
            driven = new Driven(ready);
            announce(1, true);
            driven.send(SERIES, generated, 0, Inputs.SPIKE);
            driven.send(SERIES, generated, Inputs.SPIKE + Inputs.SPIKE_LENGTH, Inputs.SPIKE + 50);
            assertThat(driven.alerts()).isEmpty();
            assertThat(driven.scores()).isNotEmpty();
            driven.sendTogether(SERIES, Origin.LIVE, generated, Inputs.SPIKE, Inputs.SPIKE + Inputs.SPIKE_LENGTH);
            assertThat(driven.counters.rescored()).isEqualTo(Inputs.SPIKE_LENGTH);
            assertThat(driven.scores())
                    .extracting(ServedScore::at)
                    .contains(generated.timeMicros()[Inputs.SPIKE])
                    .hasSize(Inputs.SPIKE_LENGTH);
            assertThat(driven.alerts()).first().satisfies(event -> {
                assertThat(event.kind()).isEqualTo(AlertEventKind.OPENED);
                assertThat(event.started()).isEqualTo(generated.timeMicros()[Inputs.SPIKE]);
                assertThat(event.at()).isEqualTo(generated.timeMicros()[Inputs.SPIKE + 49]);
            });
        }
    }

    @Test
    void keepsScoresOnlyWhereAsked() {
        announce(1, false);
        driven.send(SERIES, generated, 0, 100);
        assertThat(driven.scores()).isEmpty();
        announce(2, true);
        driven.send(SERIES, generated, 100, 102);
        assertThat(driven.scores())
                .extracting(ServedScore::value)
                .containsExactly(generated.value()[100], generated.value()[101]);
        assertThat(driven.controls())
                .contains(new ControlApplied(
                        SERIES.id(),
                        ControlApplied.Kind.SETTINGS,
                        2,
                        generated.timeMicros()[100],
                        generated.timeMicros()[99]));
    }

    @Test
    void aDisabledDetectorStaysSilent() {
        announce(1, true);
        driven.settings(new SettingsMessage.OfDetector(
                new Detector.Adaptive(Detector.defaultId("requests"), "requests", 2, false, 28, 0, 0)));
        driven.send(SERIES, generated, 0, 800);
        assertThat(driven.alerts()).isEmpty();
    }

    @Test
    void settingsThatComeAfterTheFirstPointsTakeEffectAsNews() {
        driven.send(SERIES, generated, 0, 100);
        announce(1, true);
        driven.send(SERIES, generated, 100, 101);
        assertThat(driven.controls())
                .containsExactly(new ControlApplied(
                        SERIES.id(),
                        ControlApplied.Kind.SETTINGS,
                        1,
                        generated.timeMicros()[100],
                        generated.timeMicros()[99]));
    }

    @Test
    void poisonIsPassedOver() {
        announce(1, true);
        driven.send(SERIES, generated, 0, 100);
        driven.rawPoint(SERIES.id().key(), new byte[] {1, 2, 3});
        driven.rawPoint(SERIES.id().key(), null);
        driven.rawPoint(new byte[] {1}, PointsCodec.encode(one(100, 1)));
        driven.rawPoint(SERIES.id().key(), PointsCodec.encode(one(100, Double.NaN)));
        driven.send(SERIES, generated, 100, 800);
        assertThat(driven.counters.undecodable()).isEqualTo(3);
        assertThat(driven.counters.failed()).isEqualTo(1);
        assertThat(driven.counters.scored()).isEqualTo(800);
        assertThat(driven.alerts()).isNotEmpty();
    }

    private SeriesPoints one(int index, double value) {
        return new SeriesPoints(SERIES, Origin.LIVE, new long[] {generated.timeMicros()[index]}, new double[] {value});
    }

    private void announce(long version, boolean keepScores) {
        driven.settings(new SettingsMessage.OfKpi(Inputs.kpi("requests", version, keepScores)));
    }
}
