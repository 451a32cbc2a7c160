// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import java.util.Arrays;

/** A band while it is filled. */
final class BandArrays {
    private final double[] time;
    private final double[] expected;
    private final double[] lower;
    private final double[] upper;
    private int size;

    BandArrays(int capacity) {
        time = new double[capacity];
        expected = new double[capacity];
        lower = new double[capacity];
        upper = new double[capacity];
    }

    void add(long micros, double expectedValue, double lowerBound, double upperBound) {
        time[size] = micros / 1e6;
        expected[size] = expectedValue;
        lower[size] = lowerBound;
        upper[size] = upperBound;
        size++;
    }

    int size() {
        return size;
    }

    ChartData.Band band(ChartData.Source source, double level, long modelVersion) {
        return new ChartData.Band(
                source,
                level,
                modelVersion,
                Arrays.copyOf(time, size),
                Arrays.copyOf(expected, size),
                Arrays.copyOf(lower, size),
                Arrays.copyOf(upper, size));
    }
}
