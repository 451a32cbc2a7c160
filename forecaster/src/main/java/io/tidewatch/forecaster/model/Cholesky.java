// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** The factor of a small symmetric positive matrix; a direction without information is held, not followed. */
final class Cholesky {
    private final int size;
    private final double[] a;

    /** @param matrix row by row, its lower half; overwritten by the factor */
    Cholesky(double[] matrix, int size) {
        this.a = matrix;
        this.size = size;
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

    double[] solve(double[] right) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i];
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
        return x;
    }
}
