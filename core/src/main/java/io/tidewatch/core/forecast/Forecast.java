// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.forecast;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.series.SeriesKey;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one model version expects of one series. Times are UTC microseconds since 1970.
 *
 * @param modelVersion the KPI's bundle that it came from; a greater one is newer
 * @param method the name of the method that the bundle chose for this series
 * @param trainedTo no point at or after this time was seen in training
 * @param validFrom from here on the scorer uses it
 * @param validTo from here on it is stale
 * @param stepMicros spacing of {@code expected}
 * @param origin the time of {@code expected[0]}
 * @param zone whose wall clock the half hours of the noise follow
 * @param expected in the KPI's unit; not a number where the model knows nothing
 * @param fast noise about the fast running level
 * @param slow noise about the slow running level
 * @param habit how far a usual day's farthest point strays from the slow level within each ten minutes of the local day (144
 *     values, in the KPI's unit); empty where unknown. What happens about every day at about this time is no anomaly
 * @param flatLine {@code flatLine[r]} is the probability of a run of at least r + 1 equal values; empty where unknown
 * @param intervals the future's bounds, by level and perhaps by weekdays, in multiples of {@link #futureScale}
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of steps, read for every point
public record Forecast(
        SeriesKey series,
        long modelVersion,
        String method,
        long trainedTo,
        long validFrom,
        long validTo,
        long stepMicros,
        long origin,
        ZoneId zone,
        float[] expected,
        NoiseProfile fast,
        NoiseProfile slow,
        float[] habit,
        float[] flatLine,
        List<IntervalQuantile> intervals) {
    public static final int MAX_STEPS = 100_000;
    /** Ten-minute parts of a day. */
    public static final int HABITS = 144;

    public Forecast {
        Objects.requireNonNull(series);
        Objects.requireNonNull(zone);
        if (stepMicros <= 0) {
            throw new IllegalArgumentException("step must be positive, not " + stepMicros + " us");
        }
        if (expected.length < 1 || expected.length > MAX_STEPS) {
            throw new IllegalArgumentException("steps must be 1 to " + MAX_STEPS + ", not " + expected.length);
        }
        if (habit.length != 0 && habit.length != HABITS) {
            throw new IllegalArgumentException("habit needs " + HABITS + " values or none, not " + habit.length);
        }
        if (validTo < validFrom) {
            throw new IllegalArgumentException("valid to " + validTo + " lies before valid from " + validFrom);
        }
        intervals = List.copyOf(intervals);
    }

    public boolean isValidAt(long micros) {
        return micros >= validFrom && micros < validTo;
    }

    /** The expected value of the step that holds the time; not a number outside the steps. */
    public float expectedAt(long micros) {
        long index = Math.floorDiv(micros - origin, stepMicros);
        return index < 0 || index >= expected.length ? Float.NaN : expected[(int) index];
    }

    /** The same with those steps only that hold a time from {@code from} to before {@code to}; at least with one. */
    public Forecast between(long from, long to) {
        int first = index(from, 0, expected.length - 1);
        int last = index(to - 1, first, expected.length - 1);
        if (first == 0 && last == expected.length - 1) {
            return this;
        }
        return new Forecast(
                series,
                modelVersion,
                method,
                trainedTo,
                validFrom,
                validTo,
                stepMicros,
                origin + first * stepMicros,
                zone,
                Arrays.copyOfRange(expected, first, last + 1),
                fast,
                slow,
                habit,
                flatLine,
                intervals);
    }

    private int index(long micros, int least, int most) {
        // Compared before it is subtracted: far times would overflow.
        return micros <= origin ? least : (int) Math.clamp((micros - origin) / stepMicros, least, most);
    }

    /**
     * The interval whose level is nearest to one.
     *
     * @param weekday of the wall clock, from 0, Monday, to 6
     */
    public Optional<IntervalQuantile> interval(double level, int weekday) {
        return intervals.stream()
                .filter(interval -> interval.isFor(weekday))
                .min(Comparator.comparingDouble(interval -> Math.abs(interval.level() - level)));
    }

    /** What the intervals are multiples of, by the half hour of the local day, in the KPI's unit. */
    public double futureScale(int halfHour) {
        return RunningLevel.TO_SIGMA * Math.max(slow.scale()[halfHour], slow.floor());
    }
}
