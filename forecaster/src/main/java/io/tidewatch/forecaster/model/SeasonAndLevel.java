// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** Slowly changing seasons by {@link Decomposition}, and exponential smoothing of the level under them. */
public final class SeasonAndLevel implements PathModel {
    private static final int DAYS = 56;

    /** Rate, trend's share of it, damping by the row. */
    private static final double[][] CONSTANTS = {
        {0.03, 0, 0.9},
        {0.1, 0, 0.9},
        {0.3, 0, 0.9},
        {0.6, 0, 0.9},
        {1, 0, 0.9},
        {1, 0.3, 0.8},
        {1, 0.6, 0.8},
        {1, 0.6, 0.9}
    };

    @Override
    public String name() {
        return "season-level";
    }

    @Override
    public double prior() {
        return 1.5;
    }

    @Override
    public double[][] paths(Task task) {
        int origins = task.origins().length;
        double[][] level = new double[origins][];
        double[][] season = new double[origins][task.horizon()];
        for (int o = 0; o < origins; o++) {
            int origin = task.origins()[o];
            int from = Math.max(0, origin - DAYS * task.rows().cycle());
            Decomposition parts = new Decomposition(task.rows(), from, origin);
            level[o] = parts.level();
            for (int k = 0; k < task.horizon(); k++) {
                season[o][k] = parts.season(k);
            }
        }
        double[][] best = season;
        double bestError = Double.MAX_VALUE;
        for (double[] constants : CONSTANTS) {
            double[][] paths = new double[origins][];
            for (int o = 0; o < origins; o++) {
                paths[o] = DampedHolt.holt(level[o], season[o], constants);
            }
            double error = PastError.of(task, paths);
            if (error < bestError) {
                bestError = error;
                best = paths;
            }
        }
        return best;
    }
}
