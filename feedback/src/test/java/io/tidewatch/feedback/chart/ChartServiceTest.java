// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.notable.NotableStore;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.score.ScoreStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten days of minutes that end now: a day's wave about 100, one spike of 900, a hole of two hours on the third day. */
class ChartServiceTest {
    private static final long NOW = Micros.of(DeskFixture.NOW);
    private static final long T0 = DeskFixture.T0;
    private static final long SPIKE = T0 + 5 * Micros.DAY + 77 * Micros.MINUTE;
    private static final long HOLE = T0 + 2 * Micros.DAY;

    private static DeskFixture fixture;
    private static ChartService charts;
    private static SeriesKey series;
    private static AlertId alert;

    @BeforeAll
    static void start() throws SQLException {
        fixture = new DeskFixture();
        charts = fixture.desk.charts();
        fixture.desk.kpis().create("signups", minutesInBerlin(), "ana");
        series = fixture.series("signups", "DE");
        points();
        scores();
        alert = fixture.alert(series, 121, 6);
        fixture.desk.verdicts().give(alert, VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void keepsTheSpikeFromTenDaysToTenMinutes() {
        for (long span : new long[] {10 * Micros.DAY, Micros.DAY, 10 * Micros.MINUTE}) {
            ChartData chart = charts.chart(id(), Math.max(T0, SPIKE - span / 2), SPIKE + span / 2, 500);
            ChartData.Points points = chart.points();
            assertThat(points.time().length).isBetween(1, 500);
            assertThat(Arrays.stream(points.max()).max()).hasValue(900);
            for (int i = 0; i < points.time().length; i++) {
                assertThat(points.min()[i]).isLessThanOrEqualTo(points.mean()[i]);
                assertThat(points.mean()[i]).isLessThanOrEqualTo(points.max()[i]);
            }
        }
    }

    @Test
    void givesAtMostTwoThousandStretchesWhateverIsAsked() {
        assertThat(charts.chart(id(), T0, NOW, 1_000_000).points().time().length)
                .isBetween(500, 2_000);
        assertThat(charts.chart(id(), T0, NOW, -5).points().time().length).isBetween(5, 20);
    }

    @Test
    void aPointWithinItsServedBoundsStaysWithinTheDrawnOnes() {
        ChartData chart = charts.chart(id(), T0, NOW, 300);
        ChartData.Band served = chart.bands().getFirst();
        assertThat(served.source()).isEqualTo(ChartData.Source.SERVED);
        assertThat(chart.width()).isPositive();
        int compared = 0;
        for (int i = 0; i < served.time().length; i++) {
            int at = Arrays.binarySearch(chart.points().time(), served.time()[i]);
            assertThat(at).as("the stretch of a band is one of the points").isNotNegative();
            if (chart.points().max()[at] < 900) {
                assertThat(served.lower()[i]).isLessThanOrEqualTo(chart.points().min()[at]);
                assertThat(served.upper()[i])
                        .isGreaterThanOrEqualTo(chart.points().max()[at]);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void drawsTheFutureFromTheForecastAndSaysSo() {
        train();
        ChartData chart = charts.chart(id(), NOW - 6 * Micros.HOUR, NOW + Micros.DAY, 2_000);
        assertThat(chart.bands())
                .extracting(ChartData.Band::source)
                .containsExactly(ChartData.Source.SERVED, ChartData.Source.FORECAST);
        ChartData.Band future = chart.bands().getLast();
        assertThat(future.level()).isCloseTo(0.99, within(1e-9));
        assertThat(future.modelVersion()).isEqualTo(1);
        assertThat(future.time()[0]).isGreaterThanOrEqualTo(NOW / 1e6);
        assertThat(future.time()[future.time().length - 1]).isLessThan((NOW + Micros.DAY) / 1e6);
        double served = chart.bands().getFirst().time()[chart.bands().getFirst().time().length - 1];
        assertThat(served).isLessThan(future.time()[0]);
        for (int i = 0; i < future.time().length; i++) {
            assertThat(future.upper()[i]).isGreaterThan(future.expected()[i]);
            assertThat(future.lower()[i]).isLessThan(future.expected()[i]);
        }
        // Scale 2 at every half hour, floor 1: sigma is 1.2533 times 2, the interval 3 of them to each side.
        assertThat(future.upper()[0]).isCloseTo(future.expected()[0] + 3 * 1.2533 * 2, within(1e-3));
        assertThat(charts.chart(id(), NOW + Micros.HOUR, NOW + 2 * Micros.HOUR, 100)
                        .bands())
                .extracting(ChartData.Band::source)
                .containsExactly(ChartData.Source.FORECAST);
    }

    @Test
    void namesTheHoleAndNothingElse() {
        List<ChartData.Stretch> exact = charts.chart(id(), HOLE - Micros.HOUR, HOLE + 5 * Micros.HOUR, 2_000)
                .gaps();
        assertThat(exact)
                .containsExactly(
                        new ChartData.Stretch(Micros.toInstant(HOLE), Micros.toInstant(HOLE + 2 * Micros.HOUR)));
        assertThat(charts.chart(id(), T0, NOW, 2_000).gaps()).hasSize(1);
        assertThat(charts.chart(id(), SPIKE, SPIKE + Micros.DAY, 2_000).gaps()).isEmpty();
        // The last point is a minute old; an hour later the series is silent.
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(charts.chart(id(), NOW - Micros.HOUR, NOW + 2 * Micros.HOUR, 2_000)
                        .gaps())
                .containsExactly(new ChartData.Stretch(Micros.toInstant(NOW), Micros.toInstant(NOW + Micros.HOUR)));
        fixture.clock.set(DeskFixture.NOW);
    }

    @Test
    void showsWhatWasNotableAndForgetsWhatWasTakenBack() {
        NotableStore store = new NotableStore(fixture.database);
        Notable lowest = new Notable(
                fixture.desk.charts().key(id()), SPIKE, Notable.Stream.AVERAGE, -1, 0.07, 41, "signups", false);
        Notable highest = new Notable(
                fixture.desk.charts().key(id()), SPIKE, Notable.Stream.VALUE, 1, 0.2, 500, "signups", false);
        store.record(List.of(lowest, highest, highest));
        assertThat(charts.chart(id(), T0, NOW, 500).notables())
                .containsExactly(new ChartData.Seen(
                        Micros.toInstant(SPIKE), Notable.Stream.VALUE, 1, 0.2, 500, highest.sentence()));
        assertThat(store.newest("signups", 5)).containsExactly(highest);
        assertThat(charts.chart(id(), SPIKE + 1, NOW, 500).notables()).isEmpty();
        store.record(List.of(highest.takenBack(), lowest.takenBack()));
        assertThat(charts.chart(id(), T0, NOW, 500).notables()).isEmpty();
    }

    @Test
    void showsAlertsAndVerdictsOfTheRange() {
        ChartData chart = charts.chart(id(), T0 + 5 * Micros.DAY, NOW, 500);
        assertThat(chart.unit()).isEqualTo("signups");
        assertThat(chart.zone()).isEqualTo("Europe/Berlin");
        assertThat(chart.step()).isEqualTo(60);
        assertThat(chart.episodes()).extracting(ChartData.Episode::alert).containsExactly(alert.value());
        assertThat(chart.episodes().getFirst().verdict()).isEqualTo(VerdictKind.TRUE_ANOMALY);
        assertThat(chart.marks()).extracting(ChartData.Mark::alert).containsExactly(alert.value());
        assertThat(charts.chart(id(), T0, T0 + Micros.DAY, 500).episodes()).isEmpty();
        assertThat(charts.spark(id(), T0, NOW, 60).band()).isPresent();
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> charts.chart(new SeriesId(1), T0, NOW, 500))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("no series 1");
        for (long to : new long[] {T0, T0 - 1, T0 + 1_101 * Micros.DAY}) {
            assertThatThrownBy(() -> charts.chart(id(), T0, to, 500))
                    .isInstanceOf(TidewatchException.class)
                    .hasMessageContaining("1100 days");
        }
    }

    private static SeriesId id() {
        return series.id();
    }

    private static KpiDraft minutesInBerlin() {
        KpiDraft old = KpiDraft.defaults();
        return new KpiDraft(
                "signups",
                old.description(),
                old.owner(),
                ZoneId.of("Europe/Berlin"),
                Optional.of(Duration.ofMinutes(1)),
                old.kind(),
                old.denominator(),
                old.direction(),
                old.lateLimit(),
                old.keepScores(),
                old.watched(),
                old.budget(),
                old.minAbsoluteDeviation(),
                old.minRelativeDeviation());
    }

    private static double wave(long at) {
        return 100 + 40 * Math.sin(2 * Math.PI * (at % Micros.DAY) / Micros.DAY);
    }

    private static void points() throws SQLException {
        List<Long> times = new ArrayList<>();
        for (long at = T0; at < NOW; at += Micros.MINUTE) {
            if (at < HOLE || at >= HOLE + 2 * Micros.HOUR) {
                times.add(at);
            }
        }
        long[] time = times.stream().mapToLong(Long::longValue).toArray();
        double[] value =
                times.stream().mapToDouble(at -> at == SPIKE ? 900 : wave(at)).toArray();
        new PointStore(fixture.database).write(List.of(new LoggedPoints(series.id(), 1, time, value)));
    }

    private static void scores() {
        List<ServedScore> scores = new ArrayList<>();
        for (long at = T0; at < NOW; at += Micros.MINUTE) {
            if (at >= HOLE && at < HOLE + 2 * Micros.HOUR) {
                continue;
            }
            double expected = wave(at);
            scores.add(new ServedScore(
                    at, expected, new Bounds(expected, expected - 5, expected + 5), 0.1, Provenance.MODEL, 1));
        }
        new ScoreStore(fixture.database).record(List.of(new ScoresMessage(series.id(), scores)));
    }

    private static void train() {
        TrainingStore runs = new TrainingStore(fixture.database);
        long run = runs.schedule("signups", RunCause.FIRST, NOW, OptionalLong.empty(), DeskFixture.NOW)
                .orElseThrow()
                .id();
        new WorkList(fixture.database)
                .trainSome(
                        9,
                        (key, kpi, version, trainedTo, before) ->
                                new ItemOutcome.Trained(forecast(key, version), 10, new byte[] {1}, "{}"));
        assertThat(new Bundles(fixture.database).finish(run, false, DeskFixture.NOW))
                .isPresent();
    }

    private static Forecast forecast(SeriesKey key, long version) {
        long from = NOW - 6 * Micros.HOUR;
        float[] expected = new float[48 * 60];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) wave(from + i * Micros.MINUTE);
        }
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, 2);
        NoiseProfile noise = new NoiseProfile(scale, 1);
        return new Forecast(
                key,
                version,
                "test",
                from,
                from,
                from + 2 * Micros.DAY,
                Micros.MINUTE,
                from,
                ZoneId.of("Europe/Berlin"),
                expected,
                noise,
                noise,
                new float[0],
                new float[0],
                List.of(new IntervalQuantile(0.8, -1, 1), new IntervalQuantile(0.99, -3, 3)));
    }
}
