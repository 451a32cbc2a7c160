// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * A damped trend on what is left of slowly changing seasons: for series whose level stays where it went. Its constants are
 * those that told the next row best over the whole history.
 */
final class SeasonAndHolt implements PathModel {
    private static final int DAILY_REACH = 20;
    private static final double[] LEVEL_RATES = {0.05, 0.2, 0.5, 0.8, 1};
    private static final double[] TREND_SHARES = {0, 0.1, 0.3, 0.6};
    private static final double[] DAMPINGS = {0.8, 0.9, 0.97};

    private record Constants(double level, double trend, double damping) {}

    @Override
    public String name() {
        return "season-holt";
    }

    @Override
    public double prior() {
        return 4;
    }

    @Override
    public double[][] paths(Task task) {
        Decomposition[] decompositions = task.decompositions(DAILY_REACH);
        Constants constants = best(
                decompositions[decompositions.length - 1].level(), task.rows().cycle());
        double[][] paths = new double[decompositions.length][task.horizon()];
        for (int o = 0; o < paths.length; o++) {
            path(decompositions[o], constants, paths[o]);
        }
        return paths;
    }

    private static Constants best(double[] rest, int skip) {
        Constants best = new Constants(LEVEL_RATES[0], 0, DAMPINGS[0]);
        double least = Double.MAX_VALUE;
        for (double level : LEVEL_RATES) {
            for (double share : TREND_SHARES) {
                for (double damping : share > 0 ? DAMPINGS : new double[] {DAMPINGS[0]}) {
                    Constants tried = new Constants(level, level * share, damping);
                    double error = error(rest, skip, tried);
                    if (error < least) {
                        least = error;
                        best = tried;
                    }
                }
            }
        }
        return best;
    }

    /** Squared, of the next row, after the first {@code skip}. */
    private static double error(double[] rest, int skip, Constants constants) {
        double level = rest[0];
        double trend = 0;
        double sum = 0;
        for (int i = 0; i < rest.length; i++) {
            double damped = constants.damping() * trend;
            double e = rest[i] - level - damped;
            sum += i < skip ? 0 : e * e;
            level += damped + constants.level() * e;
            trend = damped + constants.trend() * e;
        }
        return sum;
    }

    private static void path(Decomposition parts, Constants constants, double[] path) {
        double level = parts.level()[0];
        double trend = 0;
        for (double value : parts.level()) {
            double damped = constants.damping() * trend;
            double e = value - level - damped;
            level += damped + constants.level() * e;
            trend = damped + constants.trend() * e;
        }
        for (int k = 0; k < path.length; k++) {
            trend *= constants.damping();
            level += trend;
            path[k] = parts.season(k) + level;
        }
    }
}
