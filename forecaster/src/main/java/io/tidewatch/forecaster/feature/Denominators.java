// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

import java.util.Arrays;

/**
 * What a ratio's points are ratios of: visits, of the conversion.
 *
 * @param times UTC microseconds, ascending
 * @param values as many
 */
@SuppressWarnings("ArrayRecordComponent") // a view of months of points
public record Denominators(long[] times, double[] values) {
    public static final Denominators NONE = new Denominators(new long[0], new double[0]);

    /**
     * Of the points at {@code from} up to, and not including, {@code to}: those of the same time; where there is none, the median;
     * 0 where it isn't positive. All alike where no point has a positive one.
     *
     * @param points times of points, UTC microseconds, ascending
     */
    public Weights weights(long[] points, int from, int to) {
        double[] weight = new double[to - from];
        double[] positive = new double[to - from];
        int known = 0;
        int at = 0;
        for (int i = 0; i < weight.length; i++) {
            while (at < times.length && times[at] < points[from + i]) {
                at++;
            }
            boolean isKnown = at < times.length && times[at] == points[from + i];
            weight[i] = isKnown ? Math.max(0, values[at]) : Double.NaN;
            if (weight[i] > 0) {
                positive[known++] = weight[i];
            }
        }
        if (known == 0) {
            return Weights.EQUAL;
        }
        Arrays.sort(positive, 0, known);
        double median = positive[known / 2];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = Double.isNaN(weight[i]) ? 1 : weight[i] / median;
        }
        return new Weights(from, weight);
    }
}
