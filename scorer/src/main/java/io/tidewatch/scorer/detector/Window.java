// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.kpi.WindowFunction;
import io.tidewatch.core.time.Micros;
import java.util.Arrays;

/** The points of the last so many minutes, the newest included, and what they come to. */
final class Window {
    /** A week of minutes; older ones leave earlier than asked. */
    private static final int MOST = 10_080;

    private long[] time = new long[8];
    private double[] value = new double[8];
    private int size;

    void add(long at, double given, long length) {
        int gone = 0;
        while (gone < size && (time[gone] <= at - length || size - gone >= MOST)) {
            gone++;
        }
        size -= gone;
        System.arraycopy(time, gone, time, 0, size);
        System.arraycopy(value, gone, value, 0, size);
        if (size == time.length) {
            time = Arrays.copyOf(time, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        time[size] = at;
        value[size++] = given;
    }

    /** Not a number where too few points are there. */
    double measure(WindowFunction function, double quantile) {
        return switch (function) {
            case MEAN -> sum() / size;
            case SUM -> sum();
            case QUANTILE -> quantile(quantile);
            case RATE ->
                size < 2 ? Double.NaN : (value[size - 1] - value[0]) * Micros.MINUTE / (time[size - 1] - time[0]);
        };
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += value[i];
        }
        return sum;
    }

    private double quantile(double share) {
        double[] sorted = Arrays.copyOf(value, size);
        Arrays.sort(sorted);
        double place = share * (size - 1);
        int below = (int) place;
        int above = Math.min(size - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    void write(StateWriter out) {
        out.put(size);
        for (int i = 0; i < size; i++) {
            out.put(time[i]).put(value[i]);
        }
    }

    void read(StateReader in) {
        size = in.getInt();
        time = new long[Math.max(8, size)];
        value = new double[Math.max(8, size)];
        for (int i = 0; i < size; i++) {
            time[i] = in.getLong();
            value[i] = in.getDouble();
        }
    }
}
