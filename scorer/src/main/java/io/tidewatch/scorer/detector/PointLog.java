// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.util.Arrays;

/** Points of one series in the order of their time, one for each time. */
final class PointLog {
    private long[] time = new long[16];
    private double[] value = new double[16];
    private int size;

    int size() {
        return size;
    }

    long time(int index) {
        return time[index];
    }

    double value(int index) {
        return value[index];
    }

    /**
     * Takes a point; it replaces one of the same time.
     *
     * @return false where it is there already, with this very value
     */
    boolean put(long at, double given) {
        int place = size == 0 || at > time[size - 1] ? -size - 1 : Arrays.binarySearch(time, 0, size, at);
        if (place >= 0) {
            boolean news = value[place] != given;
            value[place] = given;
            return news;
        }
        int index = -place - 1;
        if (size == time.length) {
            time = Arrays.copyOf(time, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        System.arraycopy(time, index, time, index + 1, size - index);
        System.arraycopy(value, index, value, index + 1, size - index);
        time[index] = at;
        value[index] = given;
        size++;
        return true;
    }

    /** Drops what lies at or before a time. */
    void forget(long until) {
        int gone = 0;
        while (gone < size && time[gone] <= until) {
            gone++;
        }
        size -= gone;
        System.arraycopy(time, gone, time, 0, size);
        System.arraycopy(value, gone, value, 0, size);
    }
}
