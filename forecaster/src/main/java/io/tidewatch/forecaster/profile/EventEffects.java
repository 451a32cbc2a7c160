// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What events that come back did the last times: for each step since the beginning, the median over the past occurrences of how
 * far the values lay beyond the profile, less how far they did in the hours before. One occurrence alone says too little.
 */
final class EventEffects {
    private static final int LEAST = 2;
    private static final long BEFORE = 6 * Micros.HOUR;

    private record Event(List<TimeRange> coming, double[] effect) {}

    private final History history;
    private final double[] profile;
    private final WallClock clock;
    private final List<Event> events;

    EventEffects(History history, double[] profile) {
        this.history = history;
        this.profile = profile;
        this.clock = new WallClock(history.zone());
        this.events = history.known().repeating().stream()
                .map(this::learn)
                .filter(event -> event.effect().length > 0 && !event.coming().isEmpty())
                .toList();
    }

    /** What to add to the expected value of a time to come, UTC microseconds. */
    double at(long time) {
        double sum = 0;
        for (Event event : events) {
            for (TimeRange coming : event.coming()) {
                if (coming.contains(time)) {
                    int step = (int) ((time - coming.from()) / history.stepMicros());
                    sum += event.effect()[Math.min(step, event.effect().length - 1)];
                }
            }
        }
        return sum;
    }

    private Event learn(List<TimeRange> occurrences) {
        List<TimeRange> coming = occurrences.stream()
                .filter(range -> range.to() > history.trainedTo())
                .toList();
        List<double[]> past = occurrences.stream()
                .filter(range -> range.to() <= history.trainedTo())
                .map(this::effect)
                .filter(effect -> Arrays.stream(effect).anyMatch(Double::isFinite))
                .toList();
        if (past.size() < LEAST) {
            return new Event(coming, new double[0]);
        }
        int steps = past.stream().mapToInt(effect -> effect.length).max().orElse(0);
        double[] typical = IntStream.range(0, steps)
                .mapToDouble(step -> median(past.stream()
                        .filter(effect -> step < effect.length && Double.isFinite(effect[step]))
                        .mapToDouble(effect -> effect[step])
                        .sorted()
                        .toArray()))
                .toArray();
        return new Event(coming, typical);
    }

    private double[] effect(TimeRange range) {
        double before = beyond(range.from() - BEFORE, range.from());
        long step = history.stepMicros();
        double[] effect = new double[(int) Math.ceilDiv(range.to() - range.from(), step)];
        for (int i = 0; i < effect.length; i++) {
            long from = range.from() + i * step;
            effect[i] = beyond(from, Math.min(range.to(), from + step)) - before;
        }
        return effect;
    }

    /** The weighted mean over a range of what the values lie beyond the profile; not a number where there are none. */
    private double beyond(long from, long to) {
        double sum = 0;
        double weights = 0;
        int at = Arrays.binarySearch(history.times(), history.from(), history.to(), from);
        for (int i = at < 0 ? -at - 1 : at; i < history.to() && history.times()[i] < to; i++) {
            double weight = history.weights().of(i);
            sum += weight * (history.values()[i] - profile[clock.slot(history.times()[i], history.stepMicros())]);
            weights += weight;
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
