// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenominatorsTest {
    private static final long[] POINTS = {10, 20, 30, 40, 50, 60};

    @Test
    void aPointWeighsItsDenominatorOverTheMedianOneAndOneWithoutTheMedian() {
        Weights weights = new Denominators(new long[] {5, 20, 25, 30, 40, 60}, new double[] {999, 50, 999, 200, 100, 0})
                .weights(POINTS, 1, 6);
        assertThat(IntStream.range(1, 6).mapToDouble(weights::of).toArray()).containsExactly(0.5, 2, 1, 1, 0);
    }

    @Test
    void withoutAnythingToWeighByAllPointsCountAlike() {
        assertThat(Denominators.NONE.weights(POINTS, 0, 6)).isSameAs(Weights.EQUAL);
        assertThat(new Denominators(POINTS, new double[] {0, -1, 0, 0, 0, 0}).weights(POINTS, 0, 6))
                .isSameAs(Weights.EQUAL);
    }
}
