// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.forecaster.feature.CalendarFeatures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Regression on harmonics of the day and the week, and of the month and the year where rows are days, with recency weights, and an error that dies away. The features count
 * from the origin, so series and origins with equally long histories share one basis and one factor, kept here.
 */
public final class HarmonicRegression implements PathModel {
    private static final int DAYS = 42;
    private static final int DAYS_OF_WEEK = 7;
    private static final double HALF_LIFE_DAYS = 14;
    private static final double RIDGE = 1e-4;
    private static final double[] PERSISTENCE = {0, 0.8, 0.9, 0.96, 0.99};
    private static final int MOST_SHARED = 64;

    /** Rows, where a row is a day; a year must be seen once and a part of it again, or it would be the trend. */
    private static final double YEAR = 365.2425;

    private static final double LEAST_YEARS = 1.25;
    private static final double HALF_LIFE_YEARS = 1;

    private record Shape(int cycle, int week, double year, int span, int horizon) {
        double halfLife() {
            return year > 0 ? HALF_LIFE_YEARS * year : HALF_LIFE_DAYS * cycle;
        }
    }

    /** The weighted basis of the past, the plain one of the horizon, and the factor of the past's sums of products. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Basis(double[][] past, double[] weight, double[][] ahead, Cholesky factor) {}

    private final Map<Shape, Basis> shared = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "harmonic";
    }

    @Override
    public double prior() {
        return 0.05;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        boolean days = rows.cycle() == DAYS_OF_WEEK && rows.rowsPerDay() <= 1;
        double year = days && task.origins()[0] >= LEAST_YEARS * YEAR ? YEAR : 0;
        int span = year > 0 ? task.origins()[0] : Math.min(DAYS * rows.cycle(), task.origins()[0]);
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        Basis basis = shared.computeIfAbsent(
                new Shape(rows.cycle(), rows.week(), year, span, task.horizon()), HarmonicRegression::basis);
        double[][] season = new double[task.origins().length][task.horizon()];
        double[] last = new double[season.length];
        for (int o = 0; o < season.length; o++) {
            last[o] = fit(rows.y(), task.origins()[o], basis, season[o]);
        }
        return persist(task, season, last);
    }

    private static Basis basis(Shape shape) {
        CalendarFeatures features = new CalendarFeatures(shape.cycle(), shape.week(), shape.year());
        double[][] past = new double[shape.span()][features.size()];
        double[] weight = new double[shape.span()];
        NormalEquations sums = new NormalEquations(features.size());
        for (int i = 0; i < shape.span(); i++) {
            int row = i - shape.span();
            features.fill(row, shape.span(), past[i]);
            weight[i] = Math.pow(0.5, -row / shape.halfLife());
            sums.add(past[i], 0, weight[i]);
        }
        double[][] ahead = new double[shape.horizon()][features.size()];
        for (int k = 0; k < shape.horizon(); k++) {
            features.fill(k, shape.span(), ahead[k]);
        }
        return new Basis(past, weight, ahead, sums.factor(RIDGE));
    }

    /** Fills the season ahead and returns the mean error of the last rows. */
    private static double fit(double[] y, int origin, Basis basis, double[] season) {
        int span = basis.past().length;
        double[] moment = new double[basis.past()[0].length];
        for (int i = 0; i < span; i++) {
            double weighted = basis.weight()[i] * y[origin - span + i];
            double[] x = basis.past()[i];
            for (int j = 0; j < moment.length; j++) {
                moment[j] += weighted * x[j];
            }
        }
        double[] coefficients = basis.factor().solve(moment);
        for (int k = 0; k < season.length; k++) {
            season[k] = dot(coefficients, basis.ahead()[k]);
        }
        int recent = Math.min(2, span);
        double error = 0;
        for (int i = span - recent; i < span; i++) {
            error += y[origin - span + i] - dot(coefficients, basis.past()[i]);
        }
        return error / recent;
    }

    private static double[][] persist(Task task, double[][] season, double[] last) {
        double[][] best = season;
        double bestError = Double.MAX_VALUE;
        for (double persistence : PERSISTENCE) {
            double[][] paths = new double[season.length][task.horizon()];
            for (int o = 0; o < season.length; o++) {
                double carried = last[o];
                for (int k = 0; k < task.horizon(); k++) {
                    carried *= persistence;
                    paths[o][k] = season[o][k] + carried;
                }
            }
            double error = PastError.of(task, paths);
            if (error < bestError) {
                bestError = error;
                best = paths;
            }
        }
        return best;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
