// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.List;

/**
 * Weighs models by their own errors at past origins, in each part of the horizon for itself, for what knows the next hours
 * best need not know the next day best: weight = prior (s / smallest s)^-power, s the mean absolute error with a slow decay
 * by age. The fewer origins there were, the less their errors say and the smaller the power. Weights for judging a past
 * origin leave out that origin and its neighbours.
 */
final class Blend {
    private static final int PARTS = 8;
    private static final double POWER = 8;

    /** Past origins after which errors count half of what they would in the end. */
    private static final double HALF_SURE = 5;

    private static final double DECAY = 0.95;

    private final double[][][] paths;

    /** errors[model][origin][part]: mean absolute error, not a number where nothing is known to compare with. */
    private final double[][][] errors;

    private final double[] priors;

    Blend(List<Run> runs) {
        paths = runs.stream().map(Run::paths).toArray(double[][][]::new);
        errors = runs.stream().map(Run::byPart).toArray(double[][][]::new);
        priors = runs.stream().mapToDouble(run -> run.model().prior()).toArray();
    }

    /** {@link PastError#mean} in each part of the horizon. */
    static double[] byPart(double[] residuals, double[] weight, int start) {
        double[] parts = new double[Math.min(PARTS, residuals.length)];
        for (int p = 0; p < parts.length; p++) {
            int from = p * residuals.length / parts.length;
            int to = (p + 1) * residuals.length / parts.length;
            parts[p] = PastError.mean(residuals, from, to, weight, start);
        }
        return parts;
    }

    /**
     * Paths of all origins, each past one mixed without itself and its neighbours.
     *
     * @param last weights for the last origin
     */
    double[][] mixed(Prepared prepared, int rows, double[][] last) {
        double[][] mixed = new double[paths[0].length][];
        int reach = Math.ceilDiv(rows, prepared.resolution().rowsPerDay()) + 1;
        for (int o = 0; o < mixed.length - 1; o++) {
            mixed[o] = mix(paths, weights(o, reach), o);
        }
        mixed[mixed.length - 1] = mix(paths, last, mixed.length - 1);
        return mixed;
    }

    /** Weights for the last origin, from all before it. */
    double[][] weights() {
        return weights(paths[0].length - 1, 0);
    }

    /** Weights by model and part that sum to 1 in each part, without the origins nearer than {@code reach} to {@code judged}. */
    private double[][] weights(int judged, int reach) {
        int past = errors[0].length - 1;
        double power = POWER * past / (past + HALF_SURE);
        int parts = errors[0][0].length;
        double[][] weights = new double[errors.length][parts];
        double[] error = new double[errors.length];
        for (int p = 0; p < parts; p++) {
            double smallest = Double.MAX_VALUE;
            for (int i = 0; i < errors.length; i++) {
                error[i] = error(errors[i], p, judged, reach);
                smallest = Math.min(smallest, error[i]);
            }
            double floor = smallest + 1e-12 * (1 + smallest);
            double sum = 0;
            for (int i = 0; i < errors.length; i++) {
                double ratio = Double.isFinite(error[i]) ? (error[i] + floor - smallest) / floor : 1;
                weights[i][p] = priors[i] * Math.pow(ratio, -power);
                sum += weights[i][p];
            }
            for (double[] weight : weights) {
                weight[p] /= sum;
            }
        }
        return weights;
    }

    /** Where nothing is known of a part, as in the part before it. */
    private static double error(double[][] byOrigin, int part, int judged, int reach) {
        for (int p = part; p >= 0; p--) {
            double sum = 0;
            double weights = 0;
            double weight = 1;
            for (int o = byOrigin.length - 1; o >= 0; o--) {
                if (Math.abs(o - judged) >= reach && Double.isFinite(byOrigin[o][p])) {
                    sum += weight * byOrigin[o][p];
                    weights += weight;
                }
                weight *= DECAY;
            }
            if (weights > 0) {
                return sum / weights;
            }
        }
        return Double.NaN;
    }

    /** Paths of one origin mixed; between the middles of two parts the weights change evenly from one's to the other's. */
    static double[] mix(double[][][] paths, double[][] weights, int origin) {
        double[] mixed = new double[paths[0][origin].length];
        int parts = weights[0].length;
        for (int k = 0; k < mixed.length; k++) {
            double at = Math.clamp((k + 0.5) * parts / mixed.length - 0.5, 0, parts - 1);
            int left = (int) at;
            int right = Math.min(left + 1, parts - 1);
            double share = at - left;
            for (int i = 0; i < paths.length; i++) {
                double weight = weights[i][left] + share * (weights[i][right] - weights[i][left]);
                mixed[k] += weight * paths[i][origin][k];
            }
        }
        return mixed;
    }
}
