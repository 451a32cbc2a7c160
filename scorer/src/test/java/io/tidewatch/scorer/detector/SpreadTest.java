// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.detection.Tuning;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static final int A_DAY = 288;
    private static final int DAYS = 84;

    /** On 100 series whose scatter is known; a tenth of nominal is what bounds may be off by. */
    @ParameterizedTest
    @CsvSource({"0.9", "0.95", "0.99", "0.999"})
    void asManyPointsLieOutsideAsTheLevelSays(double level) {
        double nominal = 1 - level;
        Offset<Double> tenth = within(nominal / 10);
        assertThat(missed(level, false)).as("normal").isCloseTo(nominal, tenth);
        assertThat(missed(level, true)).as("exponential").isCloseTo(nominal, tenth);
    }

    private static double missed(double level, boolean exponential) {
        long outside = 0;
        long points = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Spread spread = new Spread(Tuning.with(Map.of("boundsLevel", level)));
            for (int day = 0; day < DAYS; day++) {
                for (int i = 0; i < A_DAY; i++) {
                    double z = exponential ? -Math.log(1 - random.nextDouble()) : Math.abs(random.nextGaussian());
                    if (day >= DAYS / 2) {
                        points++;
                        outside += z > spread.quantile() ? 1 : 0;
                    }
                    spread.add(z);
                }
                spread.refresh();
                spread.forget(day < 21);
            }
        }
        return (double) outside / points;
    }
}
