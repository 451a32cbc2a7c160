// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictLogisticTest {
    @Test
    void without_verdicts_the_threshold_is_the_one_that_the_budget_sets() {
        Calibration none = VerdictLogistic.fit(List.of(), 1, 0);
        assertThat(none.threshold(6, 1)).isEqualTo(6);
        assertThat(none.threshold(4, 1)).isCloseTo(4, within(1e-9));
    }

    @Test
    void false_alarms_raise_the_threshold_and_true_ones_don_t() {
        Calibration wrong = VerdictLogistic.fit(episodes(8, 5, VerdictKind.FALSE_ALARM), 1, 0);
        assertThat(wrong.threshold(4, 1)).isGreaterThan(4.2);
        Calibration right = VerdictLogistic.fit(episodes(8, 5, VerdictKind.TRUE_ANOMALY), 1, 0);
        assertThat(right.threshold(4, 1)).isEqualTo(4);
        assertThat(right.trueRanges()).hasSize(8);
        assertThat(right.probability(5, 1)).isGreaterThan(wrong.probability(5, 1) + 0.1);
    }

    @Test
    void each_more_false_alarm_raises_it_further() {
        double before = 4;
        for (int n = 1; n < 40; n++) {
            double now = VerdictLogistic.fit(episodes(n, 5, VerdictKind.FALSE_ALARM), n, 0)
                    .threshold(4, 1);
            assertThat(now).as("after %d", n).isGreaterThan(before);
            before = now;
        }
        assertThat(before).isLessThan(20);
    }

    @Test
    void what_was_false_often_enough_is_not_raised_again() {
        assertThat(VerdictLogistic.fit(episodes(20, 5, VerdictKind.FALSE_ALARM), 1, 0)
                        .threshold(4, 1))
                .isGreaterThan(5);
        List<LabelledEpisode> mixed = new ArrayList<>(episodes(20, 5, VerdictKind.FALSE_ALARM));
        mixed.add(episode(20, VerdictKind.TRUE_ANOMALY, 4.5, 1));
        assertThat(VerdictLogistic.fit(mixed, 1, 0).threshold(4, 1)).isLessThan(5);
    }

    @Test
    void only_true_ones_lower_the_floor_but_not_below_its_limit() {
        Calibration right = VerdictLogistic.fit(episodes(8, 5, VerdictKind.TRUE_ANOMALY), 1, 0);
        assertThat(right.floor(4, 3)).isBetween(3.0, 3.9);
        assertThat(VerdictLogistic.fit(episodes(300, 5, VerdictKind.TRUE_ANOMALY), 1, 0)
                        .floor(4, 3))
                .isEqualTo(3);
        assertThat(VerdictLogistic.fit(episodes(8, 5, VerdictKind.FALSE_ALARM), 1, 0)
                        .floor(4, 3))
                .isEqualTo(4);
    }

    @Test
    void finds_the_side_that_is_false() {
        List<LabelledEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            episodes.add(episode(
                    i, i % 2 == 0 ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM, 6, i % 2 == 0 ? -1 : 1));
        }
        Calibration fitted = VerdictLogistic.fit(episodes, 1, 0);
        assertThat(fitted.threshold(4, 1)).isGreaterThan(fitted.threshold(4, -1) * 1.05);
    }

    @Test
    void recovers_from_where_on_one_in_eight_is_true() {
        Random random = new Random(5);
        List<LabelledEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double evidence = 4 * Math.exp(1.5 * random.nextDouble());
            boolean isTrue = random.nextDouble() < 1 / (1 + Math.exp(-6 * Math.log(evidence / 9)));
            episodes.add(episode(i, isTrue ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM, evidence, 1));
        }
        // 6 ln(evidence / 9) = -2
        assertThat(VerdictLogistic.fit(episodes, 1, 0).threshold(4, 1)).isCloseTo(6.45, within(0.8));
    }

    @Test
    void converges_on_evidence_of_any_size() {
        List<LabelledEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean isTrue = i % 10 == 0;
            episodes.add(episode(
                    i, isTrue ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM, isTrue ? 5_000 : 5 + i * 20, 1));
        }
        Calibration fitted = VerdictLogistic.fit(episodes, 1, 0);
        assertThat(fitted.slope()).isBetween(0.3, 10.0);
        assertThat(fitted.threshold(4, 1)).isGreaterThan(50).isFinite();
    }

    @Test
    void other_verdicts_teach_no_coefficients() {
        Calibration fitted = VerdictLogistic.fit(
                List.of(
                        episode(1, VerdictKind.EXPECTED, 9, 1),
                        episode(2, VerdictKind.NEW_NORMAL, 9, 1),
                        episode(3, VerdictKind.MISSED_ANOMALY, 0, 0)),
                1,
                77);
        assertThat(fitted.intercept()).isZero();
        assertThat(fitted.slope()).isEqualTo(4);
        assertThat(fitted.trueRanges()).hasSize(1);
        assertThat(fitted.verdictIds()).containsExactly(1L, 2L, 3L);
        assertThat(fitted.newNormalFrom()).isEqualTo(77);
    }

    private static List<LabelledEpisode> episodes(int n, double evidence, VerdictKind kind) {
        List<LabelledEpisode> episodes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            episodes.add(episode(i, kind, evidence, 1));
        }
        return episodes;
    }

    private static LabelledEpisode episode(int i, VerdictKind kind, double evidence, int sign) {
        return new LabelledEpisode(i, kind, new TimeRange(i * 100L, i * 100L + 50), evidence, 4, sign);
    }
}
