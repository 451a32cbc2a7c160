// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.forecaster.feature.Weights;
import java.time.ZoneId;
import java.util.List;

/**
 * What a training may see of one series: the points at {@code from} up to, and not including, {@code to} of two arrays, which
 * are not copied. Each method uses as many local days before {@code trainedTo} as it wants; earlier points are skipped.
 *
 * @param times event times, UTC microseconds, ascending
 * @param values in the KPI's unit, finite
 * @param masks ranges that stay out of training
 * @param stepMicros the step in force
 * @param trainedTo a local midnight; no point lies at or after it
 * @param known what the calendar says
 * @param weights how much each point counts
 */
@SuppressWarnings("ArrayRecordComponent") // a view of months of points
public record History(
        SeriesKey series,
        long[] times,
        double[] values,
        int from,
        int to,
        List<TimeRange> masks,
        ZoneId zone,
        long stepMicros,
        long trainedTo,
        KnownEvents known,
        Weights weights) {
    public History {
        if (from < 0 || to < from || to > times.length || times.length != values.length) {
            throw new IllegalArgumentException("points " + from + " to " + to + " do not lie within " + times.length
                    + " times and " + values.length + " values");
        }
        if (stepMicros <= 0) {
            throw new IllegalArgumentException("step must be positive, not " + stepMicros + " us");
        }
        masks = List.copyOf(masks);
    }

    /** With points that count alike. */
    public History(
            SeriesKey series,
            long[] times,
            double[] values,
            int from,
            int to,
            List<TimeRange> masks,
            ZoneId zone,
            long stepMicros,
            long trainedTo,
            KnownEvents known) {
        this(series, times, values, from, to, masks, zone, stepMicros, trainedTo, known, Weights.EQUAL);
    }

    /** With an empty calendar. */
    public History(
            SeriesKey series,
            long[] times,
            double[] values,
            int from,
            int to,
            List<TimeRange> masks,
            ZoneId zone,
            long stepMicros,
            long trainedTo) {
        this(series, times, values, from, to, masks, zone, stepMicros, trainedTo, KnownEvents.NONE);
    }

    /** The same, each point weighed by its denominator. */
    public History weighted(Denominators denominators) {
        return new History(
                series,
                times,
                values,
                from,
                to,
                masks,
                zone,
                stepMicros,
                trainedTo,
                known,
                denominators.weights(times, from, to));
    }

    /** All points of two arrays, nothing masked. */
    public static History of(
            SeriesKey series, long[] times, double[] values, ZoneId zone, long stepMicros, long trainedTo) {
        return new History(series, times, values, 0, times.length, List.of(), zone, stepMicros, trainedTo);
    }
}
