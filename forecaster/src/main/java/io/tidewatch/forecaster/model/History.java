// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * What is known of a series.
 *
 * @param micros event times in UTC microseconds, ascending; steps may be uneven and times may repeat
 * @param values as many; not a number where the source had none
 * @param weights as many: how much each value counts, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record History(long[] micros, double[] values, double[] weights) {
    public History {
        if (micros.length != values.length || weights.length != values.length) {
            throw new IllegalArgumentException("as many times and weights as values are needed, not " + micros.length
                    + ", " + weights.length + " and " + values.length);
        }
    }

    /** With values that count alike. */
    public History(long[] micros, double[] values) {
        this(micros, values, ones(values.length));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    public int size() {
        return values.length;
    }

    /** The points that have a value. */
    public History finite() {
        int n = 0;
        long[] times = new long[micros.length];
        double[] known = new double[micros.length];
        double[] counts = new double[micros.length];
        for (int i = 0; i < micros.length; i++) {
            if (Double.isFinite(values[i])) {
                times[n] = micros[i];
                known[n] = values[i];
                counts[n++] = weights[i];
            }
        }
        return n == micros.length
                ? this
                : new History(Arrays.copyOf(times, n), Arrays.copyOf(known, n), Arrays.copyOf(counts, n));
    }

    /** How many points lie before the time. */
    public int indexOf(long time) {
        int low = 0;
        int high = micros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public History first(int count) {
        return new History(Arrays.copyOf(micros, count), Arrays.copyOf(values, count), Arrays.copyOf(weights, count));
    }
}
