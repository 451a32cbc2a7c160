// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.time.Micros;

/**
 * How a chart's range is cut: into stretches of {@code width} from {@code from}, a multiple of the width, to {@code to}.
 * Multiples are counted from a Monday, so that weeks begin on Mondays.
 */
record BucketWidth(long width, long from, long to) {
    static final long ORIGIN = Micros.of(java.time.Instant.parse("2000-01-03T00:00:00Z"));
    static final long TEN_MINUTES = 10 * Micros.MINUTE;
    private static final int MOST = 100_000;
    private static final long[] NICE = {
        Micros.SECOND,
        2 * Micros.SECOND,
        5 * Micros.SECOND,
        10 * Micros.SECOND,
        15 * Micros.SECOND,
        30 * Micros.SECOND,
        Micros.MINUTE,
        2 * Micros.MINUTE,
        5 * Micros.MINUTE,
        TEN_MINUTES,
        20 * Micros.MINUTE,
        30 * Micros.MINUTE,
        Micros.HOUR,
        2 * Micros.HOUR,
        3 * Micros.HOUR,
        4 * Micros.HOUR,
        6 * Micros.HOUR,
        8 * Micros.HOUR,
        12 * Micros.HOUR,
        Micros.DAY,
        2 * Micros.DAY,
        7 * Micros.DAY
    };

    static BucketWidth of(long from, long to, int maxBuckets) {
        if (from >= to) {
            throw new IllegalArgumentException("a chart's range must not be empty: from " + Micros.toInstant(from)
                    + " to " + Micros.toInstant(to));
        }
        if (maxBuckets < 2 || maxBuckets > MOST) {
            throw new IllegalArgumentException("maxBuckets must be 2 to " + MOST + ", not " + maxBuckets);
        }
        for (long nice : NICE) {
            BucketWidth cut = cut(from, to, nice);
            if (cut.count() <= maxBuckets) {
                return cut;
            }
        }
        long week = NICE[NICE.length - 1];
        long weeks = 2;
        while (cut(from, to, weeks * week).count() > maxBuckets) {
            weeks *= 2;
        }
        return cut(from, to, weeks * week);
    }

    long count() {
        return (to - from) / width;
    }

    /** Narrower than the narrowest view. */
    boolean fromRaw() {
        return width < TEN_MINUTES;
    }

    private static BucketWidth cut(long from, long to, long width) {
        long first = ORIGIN + Math.floorDiv(from - ORIGIN, width) * width;
        long end = ORIGIN + Math.ceilDiv(to - ORIGIN, width) * width;
        return new BucketWidth(width, first, end);
    }
}
