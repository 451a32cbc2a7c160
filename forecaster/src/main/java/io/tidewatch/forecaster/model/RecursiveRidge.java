// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/** An autoregression on near, daily and weekly lags with a few harmonics, run forward on its own forecasts. */
public final class RecursiveRidge implements PathModel {
    private static final double HALF_LIFE_DAYS = 42;
    private static final double RIDGE = 1e-3;
    private static final int HARMONICS = 3;

    @Override
    public String name() {
        return "recursive";
    }

    @Override
    public double prior() {
        return 1;
    }

    @Override
    public boolean suits(Task task) {
        return task.origins()[0] >= 2 * task.rows().longest() + 4;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        int[] lags = lags(rows);
        int first = lags[lags.length - 1];
        int size = lags.length + 2 + 2 * HARMONICS;
        double[] x = new double[size];
        NormalEquations sums = new NormalEquations(size);
        double fade = Math.pow(0.5, 1 / HALF_LIFE_DAYS);
        int fadeEvery = (int) Math.max(1, rows.rowsPerDay());
        double[] extended = Arrays.copyOf(rows.y(), rows.size() + task.horizon());
        Levels levels = new Levels(rows, extended);
        double[][] paths = new double[task.origins().length][];
        int next = first;
        for (int o = 0; o < paths.length; o++) {
            int origin = task.origins()[o];
            for (; next < origin; next++) {
                if (next % fadeEvery == 0) {
                    sums.fade(fade);
                }
                fill(rows, extended, levels, lags, next, x);
                sums.add(x, rows.y()[next] - levels.anchor(next), 1);
            }
            paths[o] = run(rows, extended, levels, lags, sums.solve(RIDGE), origin, task.horizon(), x);
        }
        return paths;
    }

    private static double[] run(
            Rows rows,
            double[] extended,
            Levels levels,
            int[] lags,
            double[] coefficients,
            int origin,
            int horizon,
            double[] x) {
        double[] known = Arrays.copyOfRange(extended, origin, origin + horizon);
        levels.rewind(origin);
        double[] path = new double[horizon];
        for (int k = 0; k < horizon; k++) {
            fill(rows, extended, levels, lags, origin + k, x);
            double value = levels.anchor(origin + k);
            for (int i = 0; i < x.length; i++) {
                value += coefficients[i] * x[i];
            }
            path[k] = value;
            extended[origin + k] = value;
            levels.extend(origin + k);
        }
        System.arraycopy(known, 0, extended, origin, horizon);
        levels.rewind(origin);
        for (int k = 0; k < horizon && origin + k < rows.size(); k++) {
            levels.extend(origin + k);
        }
        return path;
    }

    private static void fill(Rows rows, double[] y, Levels levels, int[] lags, int t, double[] x) {
        double anchor = levels.anchor(t);
        int i = 0;
        for (int lag : lags) {
            x[i++] = y[t - lag] - anchor;
        }
        x[i++] = levels.day(t) - anchor;
        double amplitude = levels.amplitude();
        x[i++] = amplitude;
        for (int j = 1; j <= HARMONICS; j++) {
            double angle = 2 * Math.PI * j * (t % rows.cycle()) / rows.cycle();
            x[i++] = amplitude * Math.sin(angle);
            x[i++] = amplitude * Math.cos(angle);
        }
    }

    private static int[] lags(Rows rows) {
        int m = rows.cycle();
        int w = rows.week();
        int[] lags = w > 0
                ? new int[] {1, 2, 3, m - 1, m, m + 1, 2 * m, w - 1, w, w + 1, 2 * w}
                : new int[] {1, 2, 3, m - 1, m, m + 1, 2 * m};
        return Arrays.stream(lags).filter(lag -> lag > 0).distinct().sorted().toArray();
    }

    /** Running means of the day and of the longest season, which anchor every feature. */
    private static final class Levels {
        private final double[] sum;
        private final double[] y;
        private final int cycle;
        private final int longest;
        private final double amplitude;

        Levels(Rows rows, double[] y) {
            this.y = y;
            this.cycle = rows.cycle();
            this.longest = rows.longest();
            this.sum = new double[y.length + 1];
            double spread = 0;
            for (int i = 0; i < rows.size(); i++) {
                extend(i);
                spread += i >= cycle ? Math.abs(y[i] - y[i - cycle]) : 0;
            }
            this.amplitude = spread / Math.max(1, rows.size() - cycle);
        }

        void extend(int i) {
            sum[i + 1] = sum[i] + y[i];
        }

        void rewind(int origin) {
            // sums before the origin stand; those after it are written again by extend
            sum[origin] = sum[origin - 1] + y[origin - 1];
        }

        double anchor(int t) {
            int from = Math.max(0, t - longest);
            return (sum[t] - sum[from]) / (t - from);
        }

        double day(int t) {
            int from = Math.max(0, t - cycle);
            return (sum[t] - sum[from]) / (t - from);
        }

        double amplitude() {
            return amplitude;
        }
    }
}
