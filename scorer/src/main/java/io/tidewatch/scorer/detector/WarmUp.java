// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.point.Steps;
import java.util.Arrays;

/** The first points of a series, kept until there are enough to know its step, level and noise. */
final class WarmUp {
    private final long[] times = new long[Steps.SAMPLE];
    private final double[] values = new double[Steps.SAMPLE];
    private int size;

    /** @return whether that was the last point needed */
    boolean add(long time, double value) {
        times[size] = time;
        values[size++] = value;
        return size == Steps.SAMPLE;
    }

    int size() {
        return size;
    }

    long firstTime() {
        return times[0];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    /** Microseconds, from all points so far. */
    long step() {
        return Steps.infer(times, size);
    }

    /** Of the points before the last one. */
    double median() {
        return median(Arrays.copyOf(values, size - 1));
    }

    /** The mean distance from a centre, of the points before the last one. */
    double noise(double centre) {
        double sum = 0;
        for (int i = 0; i < size - 1; i++) {
            sum += Math.abs(values[i] - centre);
        }
        return sum / (size - 1);
    }

    private static double median(double[] sorted) {
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    void write(StateWriter out) {
        out.put(size);
        for (int i = 0; i < size; i++) {
            out.put(times[i]).put(values[i]);
        }
    }

    void read(StateReader in) {
        size = in.getInt();
        for (int i = 0; i < size; i++) {
            times[i] = in.getLong();
            values[i] = in.getDouble();
        }
    }
}
