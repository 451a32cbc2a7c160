// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.window.wire.Aggregate;
import io.tidewatch.ingest.window.wire.Input;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.ingest.window.wire.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a window says. Its samples are sorted by time within each source, one for each time, so the result does not depend on the
 * order in which they came.
 */
final class WindowMath {
    private WindowMath() {}

    /**
     * An input's value.
     *
     * @param before the window before this one, where counters stood
     * @return NaN where there is none. Sums, counts and rates are 0 without samples: errors that didn't happen are no errors
     */
    static double value(Input input, Window window, Window before, long stepMicros) {
        return switch (input.getAggregate()) {
            case SUM -> sum(input.getName(), window);
            case COUNT -> count(input.getName(), window);
            case MEAN -> sum(input.getName(), window) / count(input.getName(), window);
            case MIN -> extreme(input.getName(), window, -1);
            case MAX -> extreme(input.getName(), window, 1);
            case LAST -> last(input.getName(), window);
            case RATE -> rate(input.getName(), window, before, stepMicros);
            case QUANTILE -> quantile(input.getName(), window, input.getQuantile());
            case HISTOGRAM, AGGREGATE_UNSPECIFIED, UNRECOGNIZED -> Double.NaN;
        };
    }

    /** A quantile of an input of its own, over its samples or over a histogram. */
    static double quantile(Input input, Window window, Window before, double quantile) {
        return input.getAggregate() == Aggregate.HISTOGRAM
                ? histogramQuantile(input.getName(), window, before, quantile)
                : quantile(input.getName(), window, quantile);
    }

    private static double sum(String input, Window window) {
        double sum = 0;
        for (Source source : window.getSourcesList()) {
            if (source.getInput().equals(input)) {
                for (int i = 0; i < source.getValueCount(); i++) {
                    sum += source.getValue(i);
                }
            }
        }
        return sum;
    }

    private static double count(String input, Window window) {
        long count = 0;
        for (Source source : window.getSourcesList()) {
            count += source.getInput().equals(input) ? source.getValueCount() : 0;
        }
        return count;
    }

    private static double extreme(String input, Window window, int sign) {
        double most = Double.NaN;
        for (Source source : window.getSourcesList()) {
            for (int i = 0; source.getInput().equals(input) && i < source.getValueCount(); i++) {
                double value = source.getValue(i);
                most = Double.isNaN(most) || sign * value > sign * most ? value : most;
            }
        }
        return most;
    }

    /** Of several at the latest time that of the greatest source id, so that it is the same every time. */
    private static double last(String input, Window window) {
        long time = Long.MIN_VALUE;
        double value = Double.NaN;
        for (Source source : window.getSourcesList()) {
            int end = source.getValueCount() - 1;
            if (source.getInput().equals(input) && end >= 0 && source.getTimeMicros(end) >= time) {
                time = source.getTimeMicros(end);
                value = source.getValue(end);
            }
        }
        return value;
    }

    private static double rate(String input, Window window, Window before, long stepMicros) {
        double sum = 0;
        boolean readings = false;
        boolean known = false;
        for (Source source : window.getSourcesList()) {
            if (source.getInput().equals(input)) {
                readings = true;
                double increase = increase(source, before);
                if (!Double.isNaN(increase)) {
                    known = true;
                    sum += increase;
                }
            }
        }
        // A first reading says nothing yet; no readings at all say that nothing happened.
        return readings && !known ? Double.NaN : sum * Micros.SECOND / stepMicros;
    }

    /** From the last reading before the window to its last one; a counter that falls began again at 0. */
    private static double increase(Source source, Window before) {
        double sum = 0;
        if (source.getDelta()) {
            for (int i = 0; i < source.getValueCount(); i++) {
                sum += source.getValue(i);
            }
            return sum;
        }
        double previous = reading(source, before);
        if (Double.isNaN(previous) && source.getValueCount() < 2) {
            return Double.NaN;
        }
        for (int i = 0; i < source.getValueCount(); i++) {
            double value = source.getValue(i);
            if (!Double.isNaN(previous)) {
                sum += value < previous ? value : value - previous;
            }
            previous = value;
        }
        return sum;
    }

    private static double reading(Source wanted, Window before) {
        for (Source source : before.getSourcesList()) {
            if (source.getId() == wanted.getId() && source.getInput().equals(wanted.getInput())) {
                return source.getValue(source.getValueCount() - 1);
            }
        }
        return Double.NaN;
    }

    /** Between the two nearest of the sorted values (type 7 of Hyndman and Fan, 1996). */
    private static double quantile(String input, Window window, double quantile) {
        int size = (int) count(input, window);
        if (size == 0) {
            return Double.NaN;
        }
        double[] values = new double[size];
        int at = 0;
        for (Source source : window.getSourcesList()) {
            for (int i = 0; source.getInput().equals(input) && i < source.getValueCount(); i++) {
                values[at++] = source.getValue(i);
            }
        }
        Arrays.sort(values);
        double place = quantile * (size - 1);
        int below = (int) place;
        int above = Math.min(below + 1, size - 1);
        return values[below] + (place - below) * (values[above] - values[below]);
    }

    /** As Prometheus reads a histogram: evenly spread within a bucket; beyond the last bound, that bound. */
    private static double histogramQuantile(String input, Window window, Window before, double quantile) {
        TreeMap<Double, Double> below = new TreeMap<>();
        for (Source source : window.getSourcesList()) {
            if (source.getInput().equals(input) && !Double.isNaN(source.getBound())) {
                double increase = increase(source, before);
                if (!Double.isNaN(increase)) {
                    below.merge(source.getBound(), increase, Double::sum);
                }
            }
        }
        if (below.isEmpty() || below.lastKey() != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        double total = below.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        if (!(total > 0)) {
            return Double.NaN;
        }
        double rank = quantile * total;
        double lower = 0;
        double counted = 0;
        boolean first = true;
        for (Map.Entry<Double, Double> bucket : below.entrySet()) {
            double upper = bucket.getKey();
            // A reading between two scrapes may break the order of the counts.
            double reached = Math.max(counted, bucket.getValue());
            if (reached >= rank && reached > 0) {
                if (upper == Double.POSITIVE_INFINITY) {
                    return first ? Double.NaN : lower;
                }
                if (first && upper <= 0) {
                    return upper;
                }
                return lower + (upper - lower) * (rank - counted) / (reached - counted);
            }
            lower = first && upper <= 0 ? upper : upper == Double.POSITIVE_INFINITY ? lower : upper;
            counted = reached;
            first = false;
        }
        return lower;
    }

    /** All inputs by name. */
    static Map<String, Double> values(
            java.util.List<Input> inputs, Window window, @Nullable Window before, long stepMicros) {
        Map<String, Double> values = new HashMap<>();
        Window earlier = before == null ? Window.getDefaultInstance() : before;
        for (Input input : inputs) {
            values.put(input.getName(), value(input, window, earlier, stepMicros));
        }
        return values;
    }
}
