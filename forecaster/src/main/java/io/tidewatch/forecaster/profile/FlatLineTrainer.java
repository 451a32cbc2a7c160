// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.Tuning;

/** How long runs of equal values usually are. */
final class FlatLineTrainer {
    private static final int MOST = 64;
    private static final int ENOUGH = 20;
    /** One more equal value is never taken for rarer than this. */
    private static final double LEAST_RATIO = 0.05;

    private static final float[] UNKNOWN = {};

    private FlatLineTrainer() {}

    /** @return P(run >= r + 1) at r, geometric in the last two; empty with too little history */
    static float[] table(History history, DayGrid grid, Tuning tuning) {
        if (grid.days < tuning.flatDays()) {
            return UNKNOWN;
        }
        double[] atLeast = new double[MOST + 1];
        double[] excess = new double[MOST + 1];
        double[] weight = new double[grid.days];
        for (int day = 0; day < grid.days; day++) {
            weight[day] = Math.pow(tuning.profileDecay(), grid.days - 1 - day);
        }
        int runs = 0;
        int start = 0;
        for (int i = 1; i <= grid.size; i++) {
            if (i < grid.size && history.values()[grid.index[i]] == history.values()[grid.index[i - 1]]) {
                continue;
            }
            count(i - start, weight[grid.day[start]], atLeast, excess);
            runs++;
            start = i;
        }
        if (runs < tuning.flatRuns()) {
            return UNKNOWN;
        }
        int last = 1;
        while (last < MOST && atLeast[last + 1] >= ENOUGH) {
            last++;
        }
        float[] table = new float[last + 1];
        for (int r = 0; r < last; r++) {
            table[r] = (float) (atLeast[r + 1] / atLeast[1]);
        }
        double ratio = Math.max(LEAST_RATIO, (excess[last] + 0.5) / (excess[last] + atLeast[last] + 1));
        table[last] = (float) (table[last - 1] * ratio);
        return table;
    }

    private static void count(int length, double weight, double[] atLeast, double[] excess) {
        for (int r = 1; r <= Math.min(length, MOST); r++) {
            atLeast[r] += weight;
            excess[r] += weight * (length - r);
        }
    }
}
