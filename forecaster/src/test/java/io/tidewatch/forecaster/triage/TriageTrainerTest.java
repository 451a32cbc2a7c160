// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.triage.SeriesRecord;
import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.core.triage.TriageModel;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.storage.triage.JudgedAlert;
import io.tidewatch.storage.triage.TriageTraining;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriageTrainerTest {
    private static final SeriesKey GOOD = new SeriesKey("signups", Labels.of("country", "DE"));
    private static final SeriesKey NOISY = new SeriesKey("signups", Labels.of("country", "FR"));

    @Test
    void learnsThatStrongAlertsOfASeriesWithAGoodRecordAreTrue() {
        TriageTraining training = TriageTrainer.train(judged(200, 3));
        assertThat(training.state()).isEqualTo(TriageTraining.State.TRAINED);
        assertThat(training.logLoss()).isLessThan(0.8 * training.baseLogLoss());
        assertThat(weight(training, TriageFeature.STRENGTH)).isPositive();
        assertThat(weight(training, TriageFeature.RECORD)).isPositive();
        // It never varies here.
        assertThat(weight(training, TriageFeature.DOWNWARD)).isZero();
        assertThat(training.provenance()).contains("LinearSGDTrainer").contains(training.dataDigest());

        TriageModel model =
                new TriageModel(1, training.intercept(), training.weights(), training.means(), training.scales());
        TriageScore likely = model.score(AlertEvents.opened(GOOD, 0, 20), new SeriesRecord(9, 1));
        TriageScore unlikely = model.score(AlertEvents.opened(NOISY, 0, 4.1), new SeriesRecord(1, 9));
        assertThat(likely.chance()).isGreaterThan(0.8);
        assertThat(unlikely.chance()).isLessThan(0.2);
        assertThat(likely.sentence()).contains("for: ").contains("9 of 10 judged alerts of this series were true");
        assertThat(unlikely.sentence()).contains("against: ");
    }

    @Test
    void theSameAlertsGiveTheSameCoefficients() {
        TriageTraining one = TriageTrainer.train(judged(80, 5));
        // The provenance says when.
        assertThat(TriageTrainer.train(judged(80, 5)))
                .usingRecursiveComparison()
                .ignoringFields("provenance")
                .isEqualTo(one);
    }

    @Test
    void tooFewLabelsOfEitherKindGiveNoModel() {
        assertThat(TriageTrainer.train(judged(TriageTrainer.FLOOR - 1, 3)).state())
                .isEqualTo(TriageTraining.State.TOO_FEW);
        List<JudgedAlert> onlyTrue = judged(60, 3).stream()
                .map(alert -> new JudgedAlert(alert.last(), true))
                .toList();
        assertThat(TriageTrainer.train(onlyTrue).state()).isEqualTo(TriageTraining.State.TOO_FEW);
        assertThat(TriageTrainer.train(List.of()).state()).isEqualTo(TriageTraining.State.TOO_FEW);
    }

    @Test
    void labelsThatFollowNothingGiveNoModel() {
        Random random = new Random(17);
        List<JudgedAlert> noise = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            SeriesKey series = SeriesKey.of("kpi" + i);
            noise.add(new JudgedAlert(alert(series, i, 4 + 4 * random.nextDouble()), random.nextBoolean()));
        }
        assertThat(TriageTrainer.train(noise).state()).isEqualTo(TriageTraining.State.NO_BETTER);
    }

    private static double weight(TriageTraining training, TriageFeature feature) {
        return training.weights().get(feature.ordinal());
    }

    /** True with the strength of the evidence, and mostly on one of two series. */
    private static List<JudgedAlert> judged(int count, long seed) {
        Random random = new Random(seed);
        List<JudgedAlert> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = random.nextBoolean();
            double peak = 4 * Math.exp(1.5 * random.nextDouble());
            double logit = 4 * (Math.log(peak / 4) - 0.75) + (good ? 2 : -2);
            boolean isTrue = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            all.add(new JudgedAlert(alert(good ? GOOD : NOISY, i, peak), isTrue));
        }
        return all;
    }

    private static AlertEvent alert(SeriesKey series, int hour, double peak) {
        return AlertEvents.opened(series, hour * Micros.HOUR, peak);
    }
}
