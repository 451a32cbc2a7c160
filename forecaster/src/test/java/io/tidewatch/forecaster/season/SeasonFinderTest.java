// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.season;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonFinderTest {
    @Test
    void findsAPeriodThatIsNotADay() {
        assertThat(SeasonFinder.find(wave(31, 0.2), 24, 168)).isEqualTo(31);
    }

    @Test
    void keepsTheDayWhereItIsThere() {
        assertThat(SeasonFinder.find(wave(24, 0.2), 24, 168)).isEqualTo(24);
        assertThat(SeasonFinder.find(wave(168, 0.2), 24, 168)).isEqualTo(24);
    }

    @Test
    void seesNoSeasonInAWalkOrInNoise() {
        Random random = new Random(5);
        double[] walk = new double[1_344];
        double[] noise = new double[walk.length];
        for (int i = 1; i < walk.length; i++) {
            noise[i] = random.nextGaussian();
            walk[i] = walk[i - 1] + noise[i];
        }
        assertThat(SeasonFinder.find(walk, 24, 168)).isEqualTo(24);
        assertThat(SeasonFinder.find(noise, 24, 168)).isEqualTo(24);
        assertThat(SeasonFinder.find(new double[1_344], 24, 168)).isEqualTo(24);
    }

    private static double[] wave(int period, double noise) {
        Random random = new Random(period);
        double[] y = new double[1_344];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.sin(2 * Math.PI * i / period) + noise * random.nextGaussian();
        }
        return y;
    }
}
