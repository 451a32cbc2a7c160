// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * Exponential smoothing of a level, a daily and a weekly season with an autoregressive error (Taylor 2003), its four
 * constants found by coordinate search on the absolute error over the whole horizon.
 */
public final class DoubleSeasonal implements PathModel {
    /** Level, daily season, weekly season, error. */
    private static final double[][] CHOICES = {
        {0, 0.002, 0.01, 0.03, 0.08, 0.2, 0.45},
        {0, 0.03, 0.08, 0.16, 0.3, 0.5},
        {0, 0.05, 0.12, 0.22, 0.35, 0.5},
        {0, 0.4, 0.7, 0.85, 0.95, 0.99}
    };

    private static final int ROUNDS = 2;

    @Override
    public String name() {
        return "double-seasonal";
    }

    @Override
    public double prior() {
        return 1.5;
    }

    @Override
    public double[][] paths(Task task) {
        return run(task, tune(task));
    }

    private static double[] tune(Task task) {
        double[] best = {0.01, 0.16, 0.12, 0.85};
        double[][] paths = new double[task.origins().length][task.horizon()];
        double bestError = error(task, best, paths);
        for (int round = 0; round < ROUNDS; round++) {
            boolean moved = false;
            for (int p : new int[] {3, 0, 1, 2}) {
                if (p == 2 && task.rows().week() == 0) {
                    continue;
                }
                double[] trial = best.clone();
                for (double choice : CHOICES[p]) {
                    trial[p] = choice;
                    double e = choice == best[p] ? Double.MAX_VALUE : error(task, trial, paths);
                    if (e < bestError) {
                        bestError = e;
                        best = trial.clone();
                        moved = true;
                    }
                }
            }
            if (!moved) {
                break;
            }
        }
        return best;
    }

    private static double error(Task task, double[] constants, double[][] paths) {
        run(task, constants, paths);
        return PastError.of(task, paths);
    }

    private static double[][] run(Task task, double[] constants) {
        double[][] paths = new double[task.origins().length][task.horizon()];
        run(task, constants, paths);
        return paths;
    }

    private static void run(Task task, double[] constants, double[][] paths) {
        Rows rows = task.rows();
        double[] y = rows.y();
        int m = rows.cycle();
        int w = rows.week();
        double[] day = new double[m];
        double[] week = new double[Math.max(1, w)];
        double level = start(rows, day, week);
        double error = 0;
        int o = 0;
        int inDay = 0;
        int inWeek = 0;
        for (int t = 0; o < paths.length; t++) {
            if (t == task.origins()[o]) {
                double decay = constants[3];
                int d = inDay;
                int v = inWeek;
                for (int k = 0; k < task.horizon(); k++) {
                    paths[o][k] = level + day[d] + week[v] + decay * error;
                    decay *= constants[3];
                    d = d + 1 == m ? 0 : d + 1;
                    v = v + 1 >= w ? 0 : v + 1;
                }
                o++;
            }
            if (t < y.length) {
                double smooth = level + day[inDay] + week[inWeek];
                double e = y[t] - smooth - constants[3] * error;
                level += constants[0] * e;
                day[inDay] += constants[1] * e;
                if (w > 0) {
                    week[inWeek] += constants[2] * e;
                }
                error = y[t] - smooth;
            }
            inDay = inDay + 1 == m ? 0 : inDay + 1;
            inWeek = inWeek + 1 >= w ? 0 : inWeek + 1;
        }
    }

    /** Level and seasons of the first two seasons, as means. */
    private static double start(Rows rows, double[] day, double[] week) {
        int n = Math.min(rows.size(), 2 * rows.longest());
        double level = rows.mean(0, n);
        means(rows, day, n, level, null);
        if (rows.week() > 0) {
            means(rows, week, n, level, day);
            for (int i = 0; i < week.length; i++) {
                week[i] *= 0.5; // two weeks say little about a row of the week
            }
        }
        return level;
    }

    private static void means(
            Rows rows, double[] into, int n, double level, double @org.jspecify.annotations.Nullable [] day) {
        int[] count = new int[into.length];
        for (int i = 0; i < n; i++) {
            int slot = i % into.length;
            into[slot] += rows.y()[i] - level - (day == null ? 0 : day[i % day.length]);
            count[slot]++;
        }
        Arrays.setAll(into, slot -> count[slot] == 0 ? 0 : into[slot] / count[slot]);
    }
}
