// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * A damped trend on what is left of the last days after a quickly learnt daily profile and a slowly learnt weekly
 * remainder are taken out: for series whose level moves more than their shape.
 */
public final class DampedHolt implements PathModel {
    private static final double DAILY_HALF_LIFE = 3;
    private static final double WEEKLY_RATE = 0.25;
    private static final int DAYS = 8;
    private static final double[][] CONSTANTS = {
        {0.05, 0, 0.9}, {0.2, 0, 0.9}, {0.5, 0, 0.9}, {0.9, 0, 0.9}, {0.2, 0.05, 0.95}, {0.5, 0.1, 0.9}, {0.9, 0.2, 0.9}
    };

    @Override
    public String name() {
        return "holt";
    }

    @Override
    public double prior() {
        return 1;
    }

    @Override
    public double[][] paths(Task task) {
        int origins = task.origins().length;
        double[][] season = new double[origins][task.horizon()];
        double[][] rest = new double[origins][];
        deseasonalise(task, season, rest);
        double[][] best = season;
        double bestError = Double.MAX_VALUE;
        for (double[] constants : CONSTANTS) {
            double[][] paths = new double[origins][];
            for (int o = 0; o < origins; o++) {
                paths[o] = holt(rest[o], season[o], constants);
            }
            double error = PastError.of(task, paths);
            if (error < bestError) {
                bestError = error;
                best = paths;
            }
        }
        return best;
    }

    /** At each origin the season of the coming rows, and what the last days are without that same season. */
    private static void deseasonalise(Task task, double[][] season, double[][] rest) {
        Rows rows = task.rows();
        double[] y = rows.y();
        int m = rows.cycle();
        int w = Math.max(1, rows.week());
        double[] day = Arrays.copyOf(y, m);
        double[] week = new double[w];
        double rate = 1 - Math.pow(0.5, 1 / DAILY_HALF_LIFE);
        int o = 0;
        for (int t = 0; o < season.length; t++) {
            if (t == task.origins()[o]) {
                for (int k = 0; k < task.horizon(); k++) {
                    season[o][k] = day[(t + k) % m] + week[(t + k) % w];
                }
                int from = Math.max(0, t - DAYS * m);
                rest[o] = new double[t - from];
                for (int i = from; i < t; i++) {
                    rest[o][i - from] = y[i] - day[i % m] - week[i % w];
                }
                o++;
            }
            if (t < y.length) {
                if (rows.week() > 0) {
                    week[t % w] += WEEKLY_RATE * (y[t] - day[t % m] - week[t % w]);
                }
                day[t % m] += rate * (y[t] - day[t % m] - week[t % w]);
            }
        }
    }

    static double[] holt(double[] rest, double[] season, double[] constants) {
        double level = rest.length == 0 ? 0 : rest[0];
        double trend = 0;
        double damping = constants[2];
        for (double value : rest) {
            double e = value - level - damping * trend;
            level += damping * trend + constants[0] * e;
            trend = damping * trend + constants[0] * constants[1] * e;
        }
        double[] path = new double[season.length];
        double sum = 0;
        double power = damping;
        for (int k = 0; k < path.length; k++) {
            sum += power;
            power *= damping;
            path[k] = season[k] + level + sum * trend;
        }
        return path;
    }
}
