// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import java.util.Arrays;

/** Points that were parsed, with their places in the request: three arrays that grow together. */
final class PointBuffer {
    private long[] times = new long[4];
    private double[] values = new double[4];
    private long[] places = new long[4];
    private int size;

    int size() {
        return size;
    }

    long place(int i) {
        return places[i];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    void add(long place, long timeMicros, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        times[size] = timeMicros;
        values[size] = value;
        places[size++] = place;
    }

    long[] times(int from, int to) {
        return Arrays.copyOfRange(times, from, to);
    }

    double[] values(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }
}
