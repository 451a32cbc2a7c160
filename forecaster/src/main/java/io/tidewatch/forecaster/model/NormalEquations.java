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
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, gram[i * size + i]);
        }
        double[] result = new double[size];
        if (!(largest > 0) || !Double.isFinite(largest)) {
            return result;
        }
        double[] factor = Arrays.copyOf(gram, gram.length);
        for (int i = 0; i < size; i++) {
            factor[i * size + i] = factor[i * size + i] * (1 + ridge) + 1e-9 * largest;
        }
        factorise(factor);
        substitute(factor, result);
        return result;
    }

    private void factorise(double[] a) {
        for (int j = 0; j < size; j++) {
            double diagonal = a[j * size + j];
            for (int k = 0; k < j; k++) {
                diagonal -= a[j * size + k] * a[j * size + k];
            }
            double root = Math.sqrt(Math.max(diagonal, 1e-12 * a[j * size + j] + Double.MIN_NORMAL));
            a[j * size + j] = root;
            for (int i = j + 1; i < size; i++) {
                double sum = a[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * size + k] * a[j * size + k];
                }
                a[i * size + j] = sum / root;
            }
        }
    }

    private void substitute(double[] a, double[] x) {
        for (int i = 0; i < size; i++) {
            double sum = moment[i];
            for (int k = 0; k < i; k++) {
                sum -= a[i * size + k] * x[k];
            }
            x[i] = sum / a[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < size; k++) {
                sum -= a[k * size + i] * x[k];
            }
            x[i] = sum / a[i * size + i];
        }
    }
}
