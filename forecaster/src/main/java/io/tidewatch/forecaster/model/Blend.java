// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * Weighs models by their own errors at past origins: weight = prior (s / smallest s)^-4, s the mean absolute error with
 * a slow decay by age. Weights for judging a past origin leave out that origin and its neighbours.
 */
final class Blend {
    private static final double POWER = 4;
    private static final double DECAY = 0.92;

    /** errors[model][origin]: mean absolute error, not a number where nothing is known to compare with. */
    private final double[][] errors;

    private final double[] priors;

    Blend(double[][] errors, double[] priors) {
        this.errors = errors;
        this.priors = priors;
    }

    /** Weights that sum to 1, without the errors of origins nearer than {@code reach} to {@code judged}. */
    double[] weights(int judged, int reach) {
        int models = errors.length;
        double[] weight = new double[models];
        double smallest = Double.MAX_VALUE;
        for (int i = 0; i < models; i++) {
            weight[i] = error(errors[i], judged, reach);
            smallest = Math.min(smallest, weight[i]);
        }
        double sum = 0;
        double floor = smallest + 1e-12 * (1 + smallest);
        for (int i = 0; i < models; i++) {
            double ratio = Double.isFinite(weight[i]) ? (weight[i] + floor - smallest) / floor : 1;
            weight[i] = priors[i] * Math.pow(ratio, -POWER);
            sum += weight[i];
        }
        for (int i = 0; i < models; i++) {
            weight[i] /= sum;
        }
        return weight;
    }

    private static double error(double[] byOrigin, int judged, int reach) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int o = byOrigin.length - 1; o >= 0; o--) {
            if (Math.abs(o - judged) >= reach && Double.isFinite(byOrigin[o])) {
                sum += weight * byOrigin[o];
                weights += weight;
            }
            weight *= DECAY;
        }
        return weights > 0 ? sum / weights : Double.NaN;
    }

    static double[] mix(double[][][] paths, double[] weights, int origin) {
        double[] mixed = new double[paths[0][origin].length];
        for (int i = 0; i < paths.length; i++) {
            double weight = weights[i];
            double[] path = paths[i][origin];
            for (int k = 0; k < mixed.length; k++) {
                mixed[k] += weight * path[k];
            }
        }
        return mixed;
    }
}
