// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import java.util.Arrays;

/** Points of one JSON object, whose KPI may stand after them. */
final class Bundle {
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int[] places = new int[16];
    private int size;

    int size() {
        return size;
    }

    int place(int i) {
        return places[i];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    /** @param place counted within the object */
    void add(int place, long timeMicros, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        times[size] = timeMicros;
        values[size] = value;
        places[size++] = place;
    }
}
