// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * The values that every model sees: regular, without gaps, cleaned, perhaps in logs.
 *
 * @param y one value a row, all finite
 * @param weight how much each row counts, at least 0
 * @param cycle rows of the short season: of a day, or of a week where a row is a day
 * @param week rows of the long season, a multiple of {@code cycle}; 0 for none
 * @param rowsPerDay for times such as "three hours"; less than 1 where a row is longer than a day
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of rows, read in inner loops
public record Rows(double[] y, double[] weight, int cycle, int week, double rowsPerDay) {
    public Rows {
        if (cycle < 1 || week < 0 || (week > 0 && week % cycle != 0)) {
            throw new IllegalArgumentException(
                    "the long season must be a multiple of the short one, not " + week + " and " + cycle);
        }
    }

    public int size() {
        return y.length;
    }

    /** How far a model must look back to see the whole season. */
    public int longest() {
        return Math.max(cycle, week);
    }

    double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += y[i];
        }
        return sum / (to - from);
    }
}
