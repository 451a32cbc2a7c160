// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import java.util.Arrays;

/** Points of one series as they come from the server, in any order. */
final class GrowingPoints {
    private long[] times = new long[1_024];
    private double[] values = new double[1_024];
    private int size;
    private boolean ordered = true;

    void add(long time, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        ordered &= size == 0 || time > times[size - 1];
        times[size] = time;
        values[size++] = value;
    }

    /** In order of time; no time comes twice. */
    PointArrays inOrder() {
        long[] sorted = Arrays.copyOf(times, size);
        if (ordered) {
            return new PointArrays(sorted, Arrays.copyOf(values, size));
        }
        Arrays.sort(sorted);
        double[] sortedValues = new double[size];
        for (int i = 0; i < size; i++) {
            sortedValues[Arrays.binarySearch(sorted, times[i])] = values[i];
        }
        return new PointArrays(sorted, sortedValues);
    }
}
