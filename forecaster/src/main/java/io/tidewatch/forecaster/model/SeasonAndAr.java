// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * Slowly changing seasons by {@link Decomposition}, and an autoregression of what is left of them, run forward on its own
 * forecasts: it knows how fast the level returns to its mean, which smoothing can't say.
 */
public final class SeasonAndAr implements PathModel {
    private static final double HALF_LIFE_DAYS = 42;
    private static final double RIDGE = 1e-3;

    /** Origins that share one set of coefficients: they change slowly, the seasons are found anew for each. */
    private static final int SHARED = 4;

    /** Which rows before the one told are looked at. */
    enum Lags {
        NEAR_AND_DAY,
        NEAR_AND_DAYS,
        NEAR_DAYS_AND_WEEK
    }

    /** The mean that the rest returns to, and whether the last day's own mean is told apart from it. */
    enum Anchor {
        WEEK_AND_DAY(7),
        FOUR_WEEKS(28);

        private final int cycles;

        Anchor(int cycles) {
            this.cycles = cycles;
        }
    }

    private final String name;
    private final double prior;
    private final int dailyReach;
    private final Lags lags;
    private final Anchor anchor;

    SeasonAndAr(String name, double prior, int dailyReach, Lags lags) {
        this(name, prior, dailyReach, lags, Anchor.WEEK_AND_DAY);
    }

    SeasonAndAr(String name, double prior, int dailyReach, Lags lags, Anchor anchor) {
        this.name = name;
        this.prior = prior;
        this.dailyReach = dailyReach;
        this.lags = lags;
        this.anchor = anchor;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double prior() {
        return prior;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        int cycle = rows.cycle();
        double[][] paths = new double[task.origins().length][task.horizon()];
        double[] coefficients = {};
        Decomposition[] decompositions = task.decompositions(dailyReach);
        for (int o = 0; o < paths.length; o++) {
            Decomposition parts = decompositions[o];
            int known = parts.level().length;
            Rest rest = new Rest(parts.level(), lags(cycle, known), cycle, anchor, task.horizon());
            if (coefficients.length != rest.size() || (paths.length - 1 - o) % SHARED == 0) {
                coefficients = rest.fit();
            }
            for (int k = 0; k < task.horizon(); k++) {
                paths[o][k] = parts.season(k) + rest.next(coefficients);
            }
        }
        return paths;
    }

    /** Those with rows enough before them. */
    private int[] lags(int m, int rows) {
        int[] all = switch (lags) {
            case NEAR_AND_DAY -> new int[] {1, 2, 3, m - 1, m, m + 1};
            case NEAR_AND_DAYS -> new int[] {1, 2, 3, 4, 5, m - 1, m, m + 1, 2 * m};
            case NEAR_DAYS_AND_WEEK ->
                new int[] {1, 2, 3, m - 2, m - 1, m, m + 1, 2 * m - 1, 2 * m, 2 * m + 1, 7 * m - 1, 7 * m, 7 * m + 1};
        };
        return Arrays.stream(all)
                .filter(lag -> lag > 0 && lag <= Math.max(2, (rows - m) / 2 - 1))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The rows without their seasons, as differences to the mean of the week or the weeks before each. */
    private static final class Rest {
        private final double[] rest;
        private final double[] sums;
        private final int[] lags;
        private final int cycle;
        private final Anchor anchor;
        private final double[] x;
        private int end;

        Rest(double[] known, int[] lags, int cycle, Anchor anchor, int horizon) {
            this.rest = Arrays.copyOf(known, known.length + horizon);
            this.sums = new double[rest.length + 1];
            this.lags = lags;
            this.cycle = cycle;
            this.anchor = anchor;
            this.x = new double[size()];
            for (double value : known) {
                append(value);
            }
        }

        int size() {
            return anchor == Anchor.WEEK_AND_DAY ? lags.length + 1 : lags.length;
        }

        private void append(double value) {
            rest[end] = value;
            sums[end + 1] = sums[end] + value;
            end++;
        }

        private double mean(int rows, int before) {
            int from = Math.max(0, before - rows);
            return (sums[before] - sums[from]) / (before - from);
        }

        private double fill(int t) {
            double mean = mean(anchor.cycles * cycle, t);
            for (int i = 0; i < lags.length; i++) {
                x[i] = rest[t - lags[i]] - mean;
            }
            if (x.length > lags.length) {
                x[lags.length] = mean(cycle, t) - mean;
            }
            return mean;
        }

        double[] fit() {
            NormalEquations equations = new NormalEquations(size());
            int first = Math.max(lags[lags.length - 1], cycle) + 1;
            double growth = Math.pow(2, 1 / (HALF_LIFE_DAYS * cycle));
            double weight = 1;
            for (int t = first; t < end; t++) {
                double mean = fill(t);
                equations.add(x, rest[t] - mean, weight);
                weight *= growth;
            }
            return equations.solve(RIDGE);
        }

        double next(double[] coefficients) {
            double value = fill(end);
            for (int i = 0; i < x.length; i++) {
                value += coefficients[i] * x[i];
            }
            append(value);
            return value;
        }
    }
}
