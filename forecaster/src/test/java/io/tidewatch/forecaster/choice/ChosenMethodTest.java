// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenMethodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A local midnight; the clocks change on the 29th of March. */
    private static final Instant START = Instant.parse("2026-02-15T23:00:00Z");

    private static final SeriesKey SERIES = SeriesKey.of("orders");
    private static final String TREES = "tribuo-xgboost";
    private final ChosenMethod method = new ChosenMethod();

    @Test
    void aWeekThatTheSlotProfileCannotKnowIsForecastByTheBlend() {
        // A Saturday comes.
        GeneratedSeries series = weekly(60);
        Trained trained = method.train(history(series, 47, List.of()), Optional.empty(), 4)
                .orElseThrow();
        assertThat(trained.state().method()).isEqualTo("blend");
        assertThat(trained.forecast().method()).isEqualTo("blend");
        assertThat(trained.forecast().modelVersion()).isEqualTo(4);
        assertThat(trained.state().error()).isLessThan(0.8 * trained.state().profileError());
        assertThat(trained.state().weights().values().stream()
                        .mapToDouble(List::getLast)
                        .sum())
                .isBetween(0.999, 1.001);
        Forecast profile =
                new SlotProfile().train(history(series, 47, List.of()), 4).orElseThrow();
        assertThat(error(trained.forecast(), series)).isLessThan(0.6 * error(profile, series));
        assertThat(trained.forecast().slow().floor()).isPositive();
        assertThat(trained.forecast().intervals()).hasSize(5);
    }

    @Test
    void aShortHistoryAndAPlainDayStayWithTheSlotProfile() {
        GeneratedSeries noisy = SeriesGenerator.seeded(3)
                .startingAt(START)
                .every(Duration.ofMinutes(10))
                .in(BERLIN)
                .level(100)
                .noise(0.1)
                .points(40 * 144);
        Trained plain =
                method.train(history(noisy, 35, List.of()), Optional.empty(), 1).orElseThrow();
        assertThat(plain.state().method()).isEqualTo(SlotProfile.METHOD);
        assertThat(plain.state().chosenTo()).as("the candidates were compared").isPositive();
        Trained young = method.train(history(weekly(30), 12, List.of()), Optional.empty(), 1)
                .orElseThrow();
        assertThat(young.state()).isEqualTo(ModelState.UNTRIED);
        assertThat(young.forecast().expected())
                .containsExactly(new SlotProfile()
                        .train(history(weekly(30), 12, List.of()), 1)
                        .orElseThrow()
                        .expected());
    }

    @Test
    void betweenTwoBacktestsTheChoiceStandsAndTheModelsAreFittedAnew() {
        GeneratedSeries series = weekly(60);
        Optional<ModelState> state = Optional.empty();
        int compared = 0;
        float[] last = {};
        for (int day = 40; day < 54; day++) {
            Optional<ModelState> before = state;
            Trained trained =
                    method.train(history(series, day, List.of()), before, day).orElseThrow();
            boolean again = before.isEmpty()
                    || trained.state().chosenTo() != before.get().chosenTo();
            compared += again ? 1 : 0;
            if (!again) {
                assertThat(trained.state()).isEqualTo(before.orElseThrow());
            }
            assertThat(trained.forecast().expected()).isNotEqualTo(last);
            last = trained.forecast().expected();
            state = Optional.of(trained.state());
        }
        assertThat(compared).as("backtests in 14 nights").isBetween(2, 3);
    }

    @Test
    void treesAreTriedOnceInFourWeeksWhereTheCheapModelsFallShort() {
        GeneratedSeries series = folded(90);
        List<Integer> withTrees = new ArrayList<>();
        ModelState trees = ModelState.UNTRIED;
        for (int day = 57; day < 57 + 28; day++) {
            ModelState state = method.train(history(series, day, List.of()), Optional.empty(), 1)
                    .orElseThrow()
                    .state();
            if (state.weights().containsKey(TREES)) {
                withTrees.add(day);
                trees = state;
            }
        }
        assertThat(withTrees).hasSize(1);
        assertThat(trees.provenance()).containsOnlyKeys(TREES);
        assertThat(trees.provenance().get(TREES)).contains("XGBoostRegressionTrainer");

        int next = withTrees.getFirst() + 1;
        Trained refitted = method.train(history(series, next, List.of()), Optional.of(trees), 2)
                .orElseThrow();
        assertThat(refitted.state().weights()).isEqualTo(trees.weights());
        assertThat(refitted.state().provenance()).containsOnlyKeys(TREES).isNotEqualTo(trees.provenance());
        assertThat(refitted.state().chosenTo()).isEqualTo(trees.chosenTo());
        Trained again = method.train(history(series, next, List.of()), Optional.of(trees), 2)
                .orElseThrow();
        assertThat(again.forecast().expected())
                .containsExactly(refitted.forecast().expected());
    }

    /** Each midnight the season's height steps as far as a fold of the step before says: no linear model sees anything in it. */
    private static GeneratedSeries folded(int days) {
        GeneratedSeries plain = SeriesGenerator.seeded(3)
                .startingAt(START)
                .every(Duration.ofHours(1))
                .in(BERLIN)
                .level(500)
                .noise(0.002)
                .points(days * 24);
        double[] values = plain.value().clone();
        double fold = 0.611;
        double height = 0;
        for (int i = 0; i < values.length; i++) {
            int hour = plain.time(i).atZone(BERLIN).getHour();
            if (hour == 0) {
                height += 20 * (fold - 0.5);
                fold = 1.9999 * Math.min(fold, 1 - fold);
            }
            values[i] += height * Math.sin(2 * Math.PI * hour / 24);
        }
        return new GeneratedSeries(plain.timeMicros(), values, List.of(), plain.seed());
    }

    @Test
    void aMixtureOfModelsThatAreGoneIsChosenAnew() {
        ModelState old = new ModelState(
                io.tidewatch.forecaster.feature.CalendarFeatures.VERSION,
                "blend",
                new java.util.TreeMap<>(java.util.Map.of("naive", List.of(0.5), "a-model-of-old", List.of(0.5))),
                new java.util.TreeMap<>(),
                1,
                1,
                2,
                1,
                2);
        Trained trained = method.train(history(weekly(60), 47, List.of()), Optional.of(old), 1)
                .orElseThrow();
        assertThat(trained.state().method()).isEqualTo("blend");
        assertThat(trained.state().weights())
                .doesNotContainKey("a-model-of-old")
                .isNotEmpty();
    }

    @Test
    void historyBeforeTheEightWeeksAndMaskedPointsChangeNothing() {
        GeneratedSeries series = weekly(70);
        Forecast all = train(history(series, 68, List.of()));
        History whole = history(series, 68, List.of());
        int first = 12 * 24;
        History cut = new History(
                SERIES,
                whole.times(),
                whole.values(),
                first,
                whole.to(),
                List.of(),
                BERLIN,
                whole.stepMicros(),
                whole.trainedTo());
        assertThat(train(cut).expected()).containsExactly(all.expected());

        double[] spoilt = whole.values().clone();
        TimeRange incident = new TimeRange(whole.times()[64 * 24], whole.times()[64 * 24 + 10]);
        for (int i = 64 * 24; i < 64 * 24 + 10; i++) {
            spoilt[i] *= 9;
        }
        History masked = new History(
                SERIES,
                whole.times(),
                spoilt,
                0,
                whole.to(),
                List.of(incident),
                BERLIN,
                whole.stepMicros(),
                whole.trainedTo());
        Forecast calm = train(masked);
        for (int i = 0; i < calm.expected().length; i++) {
            assertThat(calm.expected()[i]).isBetween(0.8f * all.expected()[i], 1.2f * all.expected()[i]);
        }
    }

    private Forecast train(History history) {
        return method.train(history, Optional.empty(), 1).orElseThrow().forecast();
    }

    private static double error(Forecast forecast, GeneratedSeries series) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < series.size(); i++) {
            float expected = forecast.expectedAt(series.timeMicros()[i]);
            if (!Float.isNaN(expected)) {
                sum += Math.abs(series.value()[i] - expected);
                n++;
            }
        }
        return sum / n;
    }

    private static GeneratedSeries weekly(int days) {
        return SeriesGenerator.seeded(9)
                .startingAt(START)
                .every(Duration.ofHours(1))
                .in(BERLIN)
                .level(1000)
                .dailySeason(0.3)
                .weeklySeason(0.4)
                .noise(0.02)
                .points(days * 24);
    }

    /** What a training at the midnight of that day sees. */
    private static History history(GeneratedSeries series, int day, List<TimeRange> masks) {
        long midnight = Micros.of(START.atZone(BERLIN).plusDays(day).toInstant());
        int to = 0;
        while (to < series.size() && series.timeMicros()[to] < midnight) {
            to++;
        }
        return new History(
                SERIES,
                java.util.Arrays.copyOf(series.timeMicros(), to),
                java.util.Arrays.copyOf(series.value(), to),
                0,
                to,
                masks,
                BERLIN,
                series.timeMicros()[1] - series.timeMicros()[0],
                midnight);
    }
}
