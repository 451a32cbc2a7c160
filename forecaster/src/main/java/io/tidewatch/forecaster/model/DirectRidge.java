// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One pooled ridge regression for each cycle of the horizon: how far a row will stand from its namesake of the latest
 * known cycle, told from what that difference was before, a week ago and at the last rows known. It predicts the
 * horizon at once, so errors don't feed on themselves.
 */
public final class DirectRidge implements PathModel {
    private static final double HALF_LIFE_DAYS = 56;
    private static final double RIDGE = 0.01;

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public double prior() {
        return 4;
    }

    @Override
    public boolean suits(Task task) {
        int leads = Math.ceilDiv(task.horizon(), task.rows().cycle());
        return task.origins()[0] >= new DirectFeatures(task.rows(), leads).history();
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        double[][] paths = new double[task.origins().length][task.horizon()];
        double[] weight = DirectFeatures.weights(rows);
        for (int from = 0, lead = 1; from < task.horizon(); from += rows.cycle(), lead++) {
            forecast(task, new DirectFeatures(rows, lead), weight, from, paths);
        }
        return paths;
    }

    private static void forecast(Task task, DirectFeatures features, double[] weight, int from, double[][] paths) {
        Rows rows = task.rows();
        int to = Math.min(task.horizon(), from + rows.cycle());
        int spacing = Math.max(1, rows.cycle() / 4);
        double fade = Math.pow(0.5, spacing / (HALF_LIFE_DAYS * Math.max(1, rows.rowsPerDay())));
        NormalEquations sums = new NormalEquations(features.size());
        double[] x = new double[features.size()];
        List<Integer> starts = starts(task, features.history(), spacing);
        int next = 0;
        for (int o = 0; o < paths.length; o++) {
            int origin = task.origins()[o];
            for (; next < starts.size() && starts.get(next) + to <= origin; next++) {
                sums.fade(fade);
                train(rows, features, weight, starts.get(next), from, to, sums, x);
            }
            double[] coefficients = sums.solve(RIDGE);
            features.at(origin);
            for (int k = from; k < to; k++) {
                features.fill(k, x);
                double change = 0;
                for (int i = 0; i < x.length; i++) {
                    change += coefficients[i] * x[i];
                }
                paths[o][k] = features.base(k) + change;
            }
        }
    }

    private static void train(
            Rows rows,
            DirectFeatures features,
            double[] weight,
            int start,
            int from,
            int to,
            NormalEquations sums,
            double[] x) {
        features.at(start);
        for (int k = from; k < to; k++) {
            features.fill(k, x);
            sums.add(x, rows.y()[start + k] - features.base(k), weight[(start + k) % rows.cycle()]);
        }
    }

    /** Past origins to learn from, in step with the last one so that the same rows of the day are met. */
    private static List<Integer> starts(Task task, int history, int spacing) {
        List<Integer> starts = new ArrayList<>();
        int end = task.rows().size();
        for (int start = history + (end - history) % spacing; start < end; start += spacing) {
            starts.add(start);
        }
        return starts;
    }
}
