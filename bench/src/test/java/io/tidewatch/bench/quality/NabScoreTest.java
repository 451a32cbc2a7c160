// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NabScoreTest {
    private static final NabScore.Profile STANDARD = NabScore.Profile.ALL.getFirst();

    @Test
    void a_detection_at_a_window_s_first_row_earns_everything_and_silence_nothing() {
        boolean[] labels = new boolean[1000];
        java.util.Arrays.fill(labels, 500, 600, true);
        double[] scores = new double[1000];
        scores[500] = 1;
        NabScore score = new NabScore();
        score.add(labels, scores);
        assertThat(score.at(0.5, STANDARD)).isCloseTo(100, within(1e-9));
        assertThat(score.best(STANDARD).threshold()).isEqualTo(1);
        assertThat(score.at(2, STANDARD)).isZero();
        assertThat(score.found(0.5)).isOne();
    }

    @Test
    void a_detection_before_any_window_costs_its_weight_and_one_in_probation_nothing() {
        boolean[] labels = new boolean[1000];
        java.util.Arrays.fill(labels, 500, 600, true);
        double[] scores = new double[1000];
        scores[149] = 1;
        scores[400] = 1;
        NabScore score = new NabScore();
        score.add(labels, scores);
        assertThat(score.at(1, STANDARD)).isCloseTo(-100 * 0.11 / 2, within(1e-9));
    }
}
