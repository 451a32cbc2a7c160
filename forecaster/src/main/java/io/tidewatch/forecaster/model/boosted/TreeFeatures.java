// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model.boosted;

import io.tidewatch.forecaster.model.Rows;

/**
 * What the trees see of a row that lies {@code k} rows after an origin: where in the day and the week it stands, how the
 * same row differed on days and weeks before, and how the last rows differed from theirs. All values are differences to
 * the base, the same row of the latest cycle known, so that trees can follow a level they never saw.
 */
record TreeFeatures(Rows rows) {
    static final String[] NAMES = {
        "slot", "weekslot", "ahead", "cycle2", "cycle3", "cycle7", "week1", "week2", "day", "week", "last", "last3"
    };

    /** Rows needed before an origin. */
    int history() {
        return 2 * rows.longest() + 7 * rows.cycle() + 1;
    }

    double base(int origin, int k) {
        return rows.y()[back(origin, k, rows.cycle())];
    }

    double[] at(int origin, int k) {
        double[] y = rows.y();
        int cycle = rows.cycle();
        int week = rows.longest();
        int row = origin + k;
        double base = base(origin, k);
        int known = back(origin, k, cycle);
        return new double[] {
            row % cycle,
            (row % week) / cycle,
            k,
            y[known - cycle] - base,
            y[known - 2 * cycle] - base,
            y[known - 6 * cycle] - base,
            y[back(origin, k, week)] - base,
            y[back(origin, k, week) - week] - base,
            mean(origin - cycle, origin) - base,
            mean(origin - week, origin) - base,
            y[origin - 1] - y[origin - 1 - cycle],
            mean(origin - 3, origin) - mean(origin - 3 - cycle, origin - cycle)
        };
    }

    private int back(int origin, int k, int period) {
        return origin + k - period * (k / period + 1);
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += rows.y()[i];
        }
        return sum / (to - from);
    }
}
