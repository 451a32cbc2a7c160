// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.forecast.IntervalQuantile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static final int WEEKEND = 0b110_0000;
    private static final int WORKDAYS = 0b001_1111;
    private static final int DAYS = 14;

    @Test
    void each_kind_of_day_is_covered_where_the_weekend_is_calmer() {
        // 96 residuals of weekends are too few for a group of their own at an hour's step; 576 are enough at ten
        // minutes.
        for (int perDay : new int[] {24, 144}) {
            double[] workday = new double[2];
            double[] weekend = new double[2];
            double pooledOnWeekend = 0;
            for (int seed = 0; seed < 20; seed++) {
                List<IntervalQuantile> quantiles = weekly(seed, perDay, 1 / 3.0);
                assertThat(quantiles).hasSize(10);
                assertThat(quantiles.getFirst().weekdays()).isEqualTo(WORKDAYS);
                assertThat(quantiles.getLast().weekdays()).isEqualTo(WEEKEND);
                for (int level = 0; level < 2; level++) {
                    workday[level] += coverage(quantiles.get(1 + 2 * level), 1) / 20;
                    weekend[level] += coverage(quantiles.get(6 + 2 * level), 1 / 3.0) / 20;
                }
                pooledOnWeekend += coverage(pooled(seed, perDay).get(1), 1 / 3.0) / 20;
            }
            assertThat(workday[0]).isCloseTo(0.8, within(0.02));
            assertThat(weekend[0]).isCloseTo(0.8, within(0.03));
            assertThat(workday[1]).isCloseTo(0.95, within(0.02));
            assertThat(weekend[1]).isCloseTo(0.95, within(0.02));
            assertThat(pooledOnWeekend).as("80 %% without groups").isGreaterThan(0.95);
        }
    }

    @Test
    void a_week_that_is_all_alike_is_one_group() {
        int split = 0;
        for (int seed = 0; seed < 300; seed++) {
            split += weekly(seed, 24, 1).size() > 5 ? 1 : 0;
        }
        assertThat(split).as("of 300").isLessThan(10);
    }

    @Test
    void two_weeks_are_needed_and_a_weekend_without_noise_is_calm() {
        assertThat(pooled(1, 24)).hasSize(5).allMatch(each -> each.weekdays() == IntervalQuantile.ALL_WEEKDAYS);
        List<IntervalQuantile> still = weekly(1, 24, 0);
        assertThat(still).hasSize(10);
        assertThat(still.getLast().upper()).isZero();
        assertThat(still.getFirst().upper()).isPositive();
    }

    private static List<IntervalQuantile> weekly(int seed, int perDay, double weekend) {
        return of(seed, perDay, weekend, 7);
    }

    /** The same residuals, as if all were of one week: no group can hold in two. */
    private static List<IntervalQuantile> pooled(int seed, int perDay) {
        return of(seed, perDay, 1 / 3.0, DAYS);
    }

    private static List<IntervalQuantile> of(int seed, int perDay, double weekend, int firstWeek) {
        Random random = new Random(seed);
        Intervals intervals = new Intervals(DAYS * perDay);
        for (int day = 0; day < DAYS; day++) {
            double noise = day % 7 < 5 ? 1 : weekend;
            for (int i = 0; i < perDay; i++) {
                intervals.add(day % 7, day < firstWeek, noise * random.nextGaussian());
            }
        }
        return intervals.quantiles();
    }

    private static double coverage(IntervalQuantile interval, double noise) {
        Random random = new Random(99);
        int inside = 0;
        for (int i = 0; i < 10_000; i++) {
            double value = noise * random.nextGaussian();
            inside += value >= interval.lower() && value <= interval.upper() ? 1 : 0;
        }
        return inside / 10_000.0;
    }
}
