// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.season;

/**
 * Finds a season that is neither a day nor a week nor a part of them: a lag at which the series repeats itself far
 * better than at the lags around it and at the day. Whether the week, the day or no season at all is worth following is
 * left to the blend, which weighs models of each kind by their errors.
 */
public final class SeasonFinder {
    /** How much smaller than the day's the difference at another period must be. */
    private static final double BETTER = 0.6;

    private static final int MOST_ROWS = 3_000;

    private SeasonFinder() {}

    /**
     * @param y regular rows
     * @param usual the period to keep unless another is clearly better, in rows
     * @param week a longer usual period; 0 for none
     * @return {@code usual} or another period, at most a quarter of the rows
     */
    public static int find(double[] y, int usual, int week) {
        int from = Math.max(0, y.length - MOST_ROWS);
        int longest = (y.length - from) / 4;
        if (longest < 3) {
            return usual;
        }
        double[] difference = new double[longest + 1];
        for (int p = 1; p <= longest; p++) {
            difference[p] = difference(y, from, p);
        }
        double known = usual <= longest ? difference[usual] : Double.MAX_VALUE;
        if (week > 0 && week <= longest) {
            known = Math.min(known, difference[week]);
        }
        int best = usual;
        for (int p = 3; p <= longest; p++) {
            boolean related = usual % p == 0 || p % usual == 0;
            if (!related && difference[p] < BETTER * known && difference[p] < BETTER * around(difference, p)) {
                best = best == usual || difference[p] < 0.9 * difference[best] ? p : best;
            }
        }
        return best;
    }

    private static double difference(double[] y, int from, int lag) {
        double sum = 0;
        for (int i = from + lag; i < y.length; i++) {
            sum += Math.abs(y[i] - y[i - lag]);
        }
        return sum / (y.length - from - lag);
    }

    /** The mean difference at lags from half to one and a half times this one: what a walk without season would show. */
    private static double around(double[] difference, int lag) {
        int low = Math.max(1, lag / 2);
        int high = Math.min(difference.length - 1, lag + lag / 2);
        double sum = 0;
        for (int p = low; p <= high; p++) {
            sum += difference[p];
        }
        return sum / (high - low + 1);
    }
}
