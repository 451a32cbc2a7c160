// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/** Weighted least squares with a ridge, for a dozen or two features: sums first, one Cholesky factor when asked. */
final class NormalEquations {
    private final int size;
    private final double[] gram;
    private final double[] moment;

    NormalEquations(int size) {
        this.size = size;
        this.gram = new double[size * size];
        this.moment = new double[size];
    }

    /** The older rows count less from now on. */
    void fade(double factor) {
        for (int i = 0; i < gram.length; i++) {
            gram[i] *= factor;
        }
        for (int i = 0; i < size; i++) {
            moment[i] *= factor;
        }
    }

    void add(double[] x, double target, double weight) {
        for (int i = 0; i < size; i++) {
            double wx = weight * x[i];
            int row = i * size;
            for (int j = 0; j <= i; j++) {
                gram[row + j] += wx * x[j];
            }
            moment[i] += wx * target;
        }
    }

    /**
     * Coefficients with a penalty of {@code ridge} times each feature's own sum of squares, so that units don't matter.
     * All zero where there is nothing to learn from.
     */
    double[] solve(double ridge) {
        double largest = largest();
        return largest > 0 && Double.isFinite(largest) ? factor(ridge).solve(moment) : new double[size];
    }

    /** The factor alone, for use with other targets on the same features. */
    Cholesky factor(double ridge) {
        double[] matrix = Arrays.copyOf(gram, gram.length);
        double largest = largest();
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = matrix[i * size + i] * (1 + ridge) + 1e-9 * largest;
        }
        return new Cholesky(matrix, size);
    }

    private double largest() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, gram[i * size + i]);
        }
        return largest;
    }
}
