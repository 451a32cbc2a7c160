// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * A history on a regular grid: rows are weighted means of the points that fall into them, so of a ratio weighed by its
 * denominators the ratio of the sums; gaps, and rows without weight, are filled from a cycle ago.
 *
 * @param origin when row 0 begins, microseconds
 * @param step between rows, microseconds
 * @param y one finite value a row
 * @param weight what a point of the row weighs on average; 1 where none fell into it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Grid(long origin, long step, double[] y, double[] weight) {
    public static final long DAY = 86_400_000_000L;

    private static final int NAMESAKES = 7;

    /** Rows beside a gap that say how far the level moved. */
    private static final int EDGE = 3;

    /** The usual distance between two points: the median one. */
    public static long usualStep(long[] micros) {
        long[] gaps = new long[Math.max(0, micros.length - 1)];
        int n = 0;
        for (int i = 1; i < micros.length; i++) {
            if (micros[i] > micros[i - 1]) {
                gaps[n++] = micros[i] - micros[i - 1];
            }
        }
        gaps = Arrays.copyOf(gaps, n);
        Arrays.sort(gaps);
        return n == 0 ? DAY : gaps[n / 2];
    }

    /**
     * @param end where the grid ends: rows are counted back from here, so that the last one is whole
     * @param week rows of the long season, from which long gaps are filled
     */
    public static Grid of(History history, long step, long end, int cycle, int week, int rows) {
        long[] micros = history.micros();
        double[] values = history.values();
        long origin = end - rows * step;
        double[] sum = new double[rows];
        double[] weight = new double[rows];
        int[] count = new int[rows];
        for (int i = 0; i < micros.length; i++) {
            long row = Math.floorDiv(micros[i] - origin, step);
            if (row >= 0 && row < rows && Double.isFinite(values[i])) {
                sum[(int) row] += history.weights()[i] * values[i];
                weight[(int) row] += history.weights()[i];
                count[(int) row]++;
            }
        }
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = weight[i] == 0 ? Double.NaN : sum[i] / weight[i];
            weight[i] = count[i] == 0 ? 1 : weight[i] / count[i];
        }
        fill(y, cycle, week);
        return new Grid(origin, step, y, weight);
    }

    /**
     * With light rows steadied: one that weighs less than the median point says little of its own, so it keeps as much of its value as
     * it weighs; the rest is the weighted mean of its namesakes in the seven cycles before.
     */
    Grid steadied(int cycle) {
        double[] steady = y.clone();
        for (int i = cycle; i < y.length; i++) {
            if (weight[i] < 1) {
                double sum = 0;
                double weights = 0;
                for (int past = i - cycle; past >= 0 && past >= i - NAMESAKES * cycle; past -= cycle) {
                    sum += weight[past] * y[past];
                    weights += weight[past];
                }
                steady[i] = weights > 0 ? weight[i] * y[i] + (1 - weight[i]) * sum / weights : y[i];
            }
        }
        return new Grid(origin, step, steady, weight);
    }

    private static void fill(double[] y, int cycle, int week) {
        int first = 0;
        while (first < y.length && Double.isNaN(y[first])) {
            first++;
        }
        for (int i = first; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                int end = i;
                while (end < y.length && Double.isNaN(y[end])) {
                    end++;
                }
                fillGap(y, i, end, first, end - i >= cycle && i - week >= first ? week : cycle);
                i = end;
            }
        }
        for (int i = first - 1; i >= 0; i--) {
            y[i] = i + cycle < y.length && Double.isFinite(y[i + cycle]) ? y[i + cycle] : y[i + 1];
        }
    }

    /** The season before, moved by what the rows on both sides of the gap differ from theirs; unmoved if longer. */
    private static void fillGap(double[] y, int from, int to, int first, int cycle) {
        if (from - cycle < first) {
            Arrays.fill(y, from, to, y[from - 1]);
            return;
        }
        boolean isShort = to - from < cycle;
        double left = isShort ? change(y, Math.max(first + cycle, from - EDGE), from, cycle) : 0;
        double right = isShort ? change(y, to, Math.min(y.length, to + EDGE), cycle) : 0;
        double before = Double.isNaN(left) ? 0 : left;
        double after = Double.isNaN(right) ? before : right;
        for (int i = from; i < to; i++) {
            double share = (i - from + 1.0) / (to - from + 1);
            y[i] = y[i - cycle] + before + share * (after - before);
        }
    }

    /** The mean change since the cycle before over the rows known; not a number of none. */
    private static double change(double[] y, int from, int to, int cycle) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            double change = y[i] - y[i - cycle];
            if (Double.isFinite(change)) {
                sum += change;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /**
     * Weighted means of {@code block} rows each, plain ones where none of them has weight, counted back from the end; a part of a
     * block at the start is dropped.
     */
    public Grid blocks(int block) {
        int n = y.length / block;
        int skip = y.length - n * block;
        double[] means = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double plain = 0;
            double sum = 0;
            for (int row = skip + i * block; row < skip + (i + 1) * block; row++) {
                plain += y[row];
                sum += weight[row] * y[row];
                weights[i] += weight[row];
            }
            means[i] = weights[i] == 0 ? plain / block : sum / weights[i];
            weights[i] /= block;
        }
        return new Grid(origin + skip * step, step * block, means, weights);
    }
}
