// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How large the residuals of some days are on each weekday; sets of weekdays are a bit each, from Monday, the lowest. */
final class WeekdayNoise {
    private static final int WEEK = 7;

    /** Groups that differ less lose more by having fewer residuals each than they gain. */
    private static final double CLEAR = 1.25;

    /** Fewer residuals don't tell the noise of a group. */
    private static final int LEAST = 40;

    /** Of the mean: noise below it is no noise at all. */
    private static final double FLOOR = 1e-3;

    private final double[] sum = new double[WEEK];
    private final int[] count = new int[WEEK];

    void add(int weekday, double residual) {
        sum[weekday] += Math.abs(residual);
        count[weekday]++;
    }

    WeekdayNoise with(WeekdayNoise other) {
        WeekdayNoise both = new WeekdayNoise();
        for (int day = 0; day < WEEK; day++) {
            both.sum[day] = sum[day] + other.sum[day];
            both.count[day] = count[day] + other.count[day];
        }
        return both;
    }

    /**
     * The calmer weekdays of two weeks; none where all are alike. Some are always the calmest by chance: those of one week
     * must be calmer in the other as well, both ways.
     */
    static int calm(WeekdayNoise first, WeekdayNoise second) {
        WeekdayNoise both = first.with(second);
        int calm = both.split();
        boolean clear = first.ratio(second.split()) >= CLEAR && second.ratio(first.split()) >= CLEAR;
        return clear && both.count(calm) >= LEAST && both.count(~calm) >= LEAST ? calm : 0;
    }

    /** The mean absolute residual of some weekdays; not a number where there is none. */
    double mean(int weekdays) {
        return of(weekdays).mapToDouble(day -> sum[day]).sum() / count(weekdays);
    }

    int count(int weekdays) {
        return of(weekdays).map(day -> count[day]).sum();
    }

    private double ratio(int calm) {
        return mean(~calm) / mean(calm);
    }

    /** The calmer of the two groups that lie farthest apart by their logs; none where a weekday is unknown. */
    private int split() {
        double floor = FLOOR * mean(~0);
        double[] log = of(~0).mapToDouble(day -> Math.log(sum[day] / count[day] + floor))
                .toArray();
        List<Integer> calmest = of(~0).boxed()
                .sorted(Comparator.comparingDouble(day -> log[day]))
                .toList();
        double all = DoubleStream.of(log).sum();
        double farthest = 0;
        double sumBelow = 0;
        int below = 0;
        int calm = 0;
        for (int n = 1; n < WEEK; n++) {
            sumBelow += log[calmest.get(n - 1)];
            below |= 1 << calmest.get(n - 1);
            double apart = (all - sumBelow) / (WEEK - n) - sumBelow / n;
            double variance = n * (WEEK - n) * apart * apart;
            if (variance > farthest) {
                farthest = variance;
                calm = below;
            }
        }
        return calm;
    }

    private static IntStream of(int weekdays) {
        return IntStream.range(0, WEEK).filter(day -> ((weekdays >> day) & 1) == 1);
    }
}
