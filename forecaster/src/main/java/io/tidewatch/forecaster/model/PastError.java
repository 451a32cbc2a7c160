// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** How wrong the paths of past origins were, for choosing smoothing constants. */
final class PastError {
    private PastError() {}

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
