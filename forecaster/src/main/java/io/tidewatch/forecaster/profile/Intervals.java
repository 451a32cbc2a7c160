// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.forecast.IntervalQuantile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The future's bounds: quantiles of what earlier profiles missed the next day by, in multiples of the scale. */
final class Intervals {
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95, 0.99};
    private static final int ENOUGH = 200;
    private static final int MOST = 4000;

    private final double[] kept;
    private final int stride;
    private int seen;
    private int size;

    Intervals(int expectedPoints) {
        stride = Math.max(1, expectedPoints / MOST);
        kept = new double[expectedPoints / stride + 1];
    }

    void add(double residualInScales) {
        if (seen++ % stride == 0 && size < kept.length) {
            kept[size++] = residualInScales;
        }
    }

    List<IntervalQuantile> quantiles() {
        if (size < ENOUGH) {
            return List.of();
        }
        Arrays.sort(kept, 0, size);
        return DoubleStream.of(LEVELS)
                .mapToObj(level -> new IntervalQuantile(level, at((1 - level) / 2), at((1 + level) / 2)))
                .toList();
    }

    /** With the finite-sample correction of split conformal prediction: ranks of n + 1. */
    private double at(double share) {
        double rank = share * (size + 1) - 1;
        int below = (int) Math.clamp(Math.floor(rank), 0, size - 1);
        int above = Math.min(below + 1, size - 1);
        double part = Math.clamp(rank - below, 0, 1);
        return kept[below] + part * (kept[above] - kept[below]);
    }
}
