// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * Splits the rows before an origin into a daily and a weekly season, each free to change slowly, and the level that is
 * left: a plain relative of STL (Cleveland et al. 1990) that smooths each row of the season over its neighbours in
 * other cycles with tricube weights.
 */
final class Decomposition {
    /** How many cycles before an origin are looked at. */
    static final int CYCLES = 56;

    private static final int WEEKLY_REACH = 8;
    private static final int ROUNDS = 2;

    private final double[] rest;
    private final double[] lastDay;
    private final double[] lastWeek;

    /** Space to work in, used again for one origin after another so that it stays near the processor. */
    static final class Scratch {
        private final double[] daily;
        private final double[] weekly;
        private final double[] trend;
        private final double[] sums;

        Scratch(int rows) {
            daily = new double[rows];
            weekly = new double[rows];
            trend = new double[rows];
            sums = new double[rows + 1];
        }
    }

    Decomposition(Rows rows, int from, int to, int dailyReach, Scratch scratch) {
        int n = to - from;
        this.rest = new double[n];
        double[] daily = scratch.daily;
        double[] weekly = scratch.weekly;
        double[] trend = scratch.trend;
        Arrays.fill(daily, 0, n, 0);
        Arrays.fill(weekly, 0, n, 0);
        boolean hasWeek = rows.week() > 0 && n >= 2 * rows.week();
        System.arraycopy(rows.y(), from, rest, 0, n);
        movingMean(rest, rows.cycle(), scratch.sums, trend);
        for (int round = 0; round < ROUNDS; round++) {
            subtract(rows, from, trend, weekly);
            smooth(rest, rows.cycle(), dailyReach, daily);
            if (hasWeek) {
                // against the mean of the week, so that a weekend's lower level is season and not trend
                subtract(rows, from, daily, weekly);
                movingMean(rest, rows.week(), scratch.sums, trend);
                subtract(rows, from, trend, daily);
                smooth(rest, rows.week(), WEEKLY_REACH, weekly);
            }
            if (round < ROUNDS - 1) {
                subtract(rows, from, daily, weekly);
                movingMean(rest, rows.cycle(), scratch.sums, trend);
            }
        }
        subtract(rows, from, daily, weekly);
        this.lastDay = Arrays.copyOfRange(daily, n - rows.cycle(), n);
        this.lastWeek = hasWeek ? Arrays.copyOfRange(weekly, n - rows.week(), n) : new double[1];
    }

    /** What neither season explains, up to the origin. */
    double[] level() {
        return rest;
    }

    /** Both seasons {@code k} rows after the origin: those of the last cycle and week again. */
    double season(int k) {
        return lastDay[k % lastDay.length] + lastWeek[k % lastWeek.length];
    }

    private void subtract(Rows rows, int from, double[] a, double[] b) {
        double[] y = rows.y();
        for (int i = 0; i < rest.length; i++) {
            rest[i] = y[from + i] - a[i] - b[i];
        }
    }

    /**
     * Each row's mean over the same row of the cycles within reach, the near ones counting more. At an edge the window
     * keeps its size by reaching further to the other side.
     */
    private static void smooth(double[] x, int period, int reach, double[] into) {
        int n = x.length;
        double[][] weights = weights(reach);
        for (int i = 0, end; i < n; i = end) {
            int before = i / period;
            int after = (n - 1 - i) / period;
            // rows up to the next one with more cycles before it, or fewer after it, share their weights
            end = Math.min((before + 1) * period, n - after * period);
            double[] weight = weights[Math.min(reach - 1, Math.min(before, after))];
            System.arraycopy(x, i, into, i, end - i);
            double total = 1;
            for (int j = 1; j < weight.length && j <= before; j++) {
                total += add(x, i - j * period, weight[j], into, i, end);
            }
            for (int j = 1; j < weight.length && j <= after; j++) {
                total += add(x, i + j * period, weight[j], into, i, end);
            }
            for (int at = i; at < end; at++) {
                into[at] /= total;
            }
        }
    }

    private static double add(double[] x, int from, double weight, double[] into, int start, int end) {
        int shift = from - start;
        for (int i = start; i < end; i++) {
            into[i] += weight * x[i + shift];
        }
        return weight;
    }

    /** Tricube weights by distance, for each number of cycles to the nearer edge. */
    private static double[][] weights(int reach) {
        double[][] weights = new double[reach][];
        for (int sides = 0; sides < reach; sides++) {
            int width = 2 * reach - 1 - sides;
            weights[sides] = new double[width];
            for (int j = 0; j < width; j++) {
                double u = (double) j / width;
                double w = 1 - u * u * u;
                weights[sides][j] = w * w * w;
            }
        }
        return weights;
    }

    /** A centred mean over one period; at the ends over what there is of it. */
    private static void movingMean(double[] x, int period, double[] sums, double[] into) {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + x[i];
        }
        int half = period / 2;
        for (int i = 0; i < n; i++) {
            int low = Math.max(0, i - half);
            int high = Math.min(n, i - half + period);
            into[i] = (sums[high] - sums[low]) / Math.max(1, high - low);
        }
    }
}
