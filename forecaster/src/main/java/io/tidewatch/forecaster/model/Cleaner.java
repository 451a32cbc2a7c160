// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/** Replaces rows that stand far from their namesakes of the cycles around, so that no model learns an incident. */
final class Cleaner {
    private static final int REACH = 3;

    private Cleaner() {}

    /** A cleaned copy; the last cycle is never touched, for it may be the new normal. */
    static double[] clean(double[] y, int cycle) {
        int n = y.length;
        if (n < 3 * cycle) {
            return y.clone();
        }
        double[] expected = new double[n];
        double[] distance = new double[n];
        double[] around = new double[2 * REACH];
        for (int t = 0; t < n; t++) {
            int count = 0;
            for (int j = 1; j <= REACH; j++) {
                if (t - j * cycle >= 0) {
                    count = insert(around, count, y[t - j * cycle]);
                }
                if (t + j * cycle < n) {
                    count = insert(around, count, y[t + j * cycle]);
                }
            }
            expected[t] = 0.5 * (around[(count - 1) / 2] + around[count / 2]);
            distance[t] = Math.abs(y[t] - expected[t]);
        }
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double limit = Math.max(8 * 1.4826 * Stats.sortedQuantile(sorted, 0.5), 4 * Stats.sortedQuantile(sorted, 0.9));
        double[] clean = y.clone();
        for (int t = 0; t < n - cycle; t++) {
            if (distance[t] > limit) {
                clean[t] = expected[t];
            }
        }
        return clean;
    }

    private static int insert(double[] sorted, int count, double value) {
        int i = count;
        for (; i > 0 && sorted[i - 1] > value; i--) {
            sorted[i] = sorted[i - 1];
        }
        sorted[i] = value;
        return count + 1;
    }
}
