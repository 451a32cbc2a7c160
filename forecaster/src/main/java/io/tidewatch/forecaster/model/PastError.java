// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** How wrong the paths of past origins were, for choosing smoothing constants and models. */
final class PastError {
    private PastError() {}

    /**
     * The weighted mean absolute residual of rows {@code from} to {@code to} of a forecast; not a number where none is known, and 0,
     * for every model alike, where none of those known counts.
     *
     * @param weight by row of the history
     * @param start the row of the history at which the forecast begins
     */
    static double mean(double[] residuals, int from, int to, double[] weight, int start) {
        double sum = 0;
        double weights = 0;
        int count = 0;
        for (int k = from; k < to; k++) {
            if (Double.isFinite(residuals[k])) {
                sum += weight[start + k] * Math.abs(residuals[k]);
                weights += weight[start + k];
                count++;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /** The sum of absolute errors over all past origins and the steps known since. */
    static double of(Task task, double[][] paths) {
        double[] y = task.rows().y();
        double sum = 0;
        for (int o = 0; o < paths.length - 1; o++) {
            int origin = task.origins()[o];
            int known = Math.min(task.horizon(), y.length - origin);
            for (int k = 0; k < known; k++) {
                sum += Math.abs(y[origin + k] - paths[o][k]);
            }
        }
        return sum;
    }
}
