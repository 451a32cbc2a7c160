// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.forecast.IntervalQuantile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The future's bounds: quantiles of what earlier profiles missed the next day by, in multiples of the scale; of the calmer
 * weekdays for themselves, where some are (Mondrian conformal prediction).
 */
final class Intervals {
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95, 0.99};
    private static final int ENOUGH = 200;
    private static final int MOST = 4000;

    private final WeekdayNoise first = new WeekdayNoise();
    private final WeekdayNoise second = new WeekdayNoise();
    private final double[] kept;
    private final byte[] weekday;
    private final int stride;
    private int seen;
    private int size;

    Intervals(int expectedPoints) {
        stride = Math.max(1, expectedPoints / MOST);
        kept = new double[expectedPoints / stride + 1];
        weekday = new byte[kept.length];
    }

    /** @param firstWeek whether it is of the first of the two weeks */
    void add(int day, boolean firstWeek, double residualInScales) {
        if (seen++ % stride == 0 && size < kept.length) {
            (firstWeek ? first : second).add(day, residualInScales);
            weekday[size] = (byte) day;
            kept[size++] = residualInScales;
        }
    }

    /** Of the noisier weekdays first: who knows no weekdays takes the first of a level. */
    List<IntervalQuantile> quantiles() {
        if (size < ENOUGH) {
            return List.of();
        }
        int calm = WeekdayNoise.calm(first, second);
        if (calm == 0) {
            return quantiles(Arrays.copyOf(kept, size), IntervalQuantile.ALL_WEEKDAYS);
        }
        int noisy = IntervalQuantile.ALL_WEEKDAYS & ~calm;
        return Stream.of(noisy, calm)
                .flatMap(group -> quantiles(sample(group, IntervalQuantile.ALL_WEEKDAYS & ~group), group).stream())
                .toList();
    }

    /** The residuals of a group; where they are too few for the far levels, those of the other stretched to its noise as well. */
    private double[] sample(int group, int other) {
        WeekdayNoise both = first.with(second);
        boolean alone = both.count(group) >= ENOUGH || !(both.mean(other) > 0);
        double stretch = both.mean(group) / both.mean(other);
        return IntStream.range(0, size)
                .filter(i -> !alone || isOf(group, i))
                .mapToDouble(i -> isOf(group, i) ? kept[i] : stretch * kept[i])
                .toArray();
    }

    private boolean isOf(int group, int i) {
        return ((group >> weekday[i]) & 1) == 1;
    }

    private static List<IntervalQuantile> quantiles(double[] residuals, int weekdays) {
        Arrays.sort(residuals);
        return DoubleStream.of(LEVELS)
                .mapToObj(level -> new IntervalQuantile(
                        level, at(residuals, (1 - level) / 2), at(residuals, (1 + level) / 2), weekdays))
                .toList();
    }

    /** With the finite-sample correction of split conformal prediction: ranks of n + 1. */
    private static double at(double[] sorted, double share) {
        int size = sorted.length;
        double rank = share * (size + 1) - 1;
        int below = (int) Math.clamp(Math.floor(rank), 0, size - 1);
        int above = Math.min(below + 1, size - 1);
        double part = Math.clamp(rank - below, 0, 1);
        return sorted[below] + part * (sorted[above] - sorted[below]);
    }
}
