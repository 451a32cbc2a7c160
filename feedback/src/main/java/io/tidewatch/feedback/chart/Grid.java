// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.point.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the points of a chart are spaced; microseconds.
 *
 * @param width of a stretch; 0 where each point is its own
 * @param step of the points; 0 where unknown
 * @param start of the first stretch; only with a width
 */
record Grid(long width, long step, long start) {
    /** A point may be a little late without leaving a hole. */
    private static final double MISSING = 1.5;

    private static final double LATE = 2.5;
    private static final int MAX_GAPS = 500;

    static Grid of(List<Bucket> buckets, Optional<Duration> configured) {
        if (buckets.isEmpty()) {
            return new Grid(0, configured.map(Micros::of).orElse(0L), 0);
        }
        long width = buckets.getFirst().widthMicros();
        long step = configured.map(Micros::of).orElseGet(() -> width == 0 ? median(buckets) : fullest(buckets, width));
        return new Grid(width, step, buckets.getFirst().fromMicros());
    }

    private static long median(List<Bucket> points) {
        long[] steps = new long[Math.max(0, points.size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = points.get(i + 1).fromMicros() - points.get(i).fromMicros();
        }
        java.util.Arrays.sort(steps);
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    /** The stretch with the most points misses the fewest. */
    private static long fullest(List<Bucket> buckets, long width) {
        long most = buckets.stream().mapToLong(Bucket::count).max().orElse(1);
        return width / most;
    }

    /** Where stretches of the given range are counted from. */
    long origin(long from) {
        return width == 0 ? from : Math.min(from, start);
    }

    /** What follows the last point; long ago where there is none. */
    long end(List<Bucket> buckets) {
        return buckets.isEmpty() ? Long.MIN_VALUE : buckets.getLast().fromMicros() + Math.max(1, width);
    }

    static ChartData.Points points(List<Bucket> buckets) {
        int n = buckets.size();
        ChartData.Points points = new ChartData.Points(new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            Bucket bucket = buckets.get(i);
            points.time()[i] = bucket.fromMicros() / 1e6;
            points.min()[i] = bucket.least();
            points.max()[i] = bucket.most();
            points.mean()[i] = bucket.mean();
        }
        return points;
    }

    /** Stretches without points between the first point and {@code end}; none where the step is unknown. */
    List<ChartData.Stretch> gaps(List<Bucket> buckets, long end) {
        List<ChartData.Stretch> gaps = new ArrayList<>();
        if (step <= 0) {
            return gaps;
        }
        long unit = Math.max(width, step);
        for (int i = 0; i < buckets.size() && gaps.size() < MAX_GAPS; i++) {
            boolean last = i == buckets.size() - 1;
            long here = buckets.get(i).fromMicros();
            long next = last ? end : buckets.get(i + 1).fromMicros();
            if (next - here > (last ? LATE : MISSING) * unit) {
                gaps.add(new ChartData.Stretch(Micros.toInstant(here + unit), Micros.toInstant(next)));
            }
        }
        return gaps;
    }
}
