// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.time.Micros;
import org.junit.jupiter.api.Test;

class LoopScoreTest {
    @Test
    void anEpisodeIsTrueWhereItOverlapsALabelledStretch() {
        long[] times = new long[10];
        boolean[] labels = new boolean[10];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * Micros.MINUTE;
            labels[i] = i == 3 || i == 4 || i == 8;
        }
        Truth truth = new Truth(new LabelledSeries("x", times, new double[10], labels));
        assertThat(truth.holds(4 * Micros.MINUTE, 6 * Micros.MINUTE)).isTrue();
        assertThat(truth.holds(5 * Micros.MINUTE, 7 * Micros.MINUTE)).isFalse();
        assertThat(truth.holds(0, 9 * Micros.MINUTE)).isTrue();
        assertThat(truth.since(5 * Micros.MINUTE)).hasSize(1);
    }

    @Test
    void countsAlertsAndEvents() {
        LoopScore score = new LoopScore();
        score.weeks(0, 14 * Micros.DAY);
        score.alert(true);
        score.alert(false);
        score.alert(false);
        score.event(true);
        score.event(false);
        LoopScore total = new LoopScore();
        total.add(score);
        total.add(score);
        assertThat(total.precision()).isEqualTo(1.0 / 3);
        assertThat(total.recall()).isEqualTo(0.5);
        assertThat(total.falseAWeek()).isEqualTo(1);
        assertThat(total.recallInWords()).isEqualTo("2 of 4");
    }
}
