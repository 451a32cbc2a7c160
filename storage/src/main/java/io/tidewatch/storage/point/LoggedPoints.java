// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.series.SeriesId;

/**
 * Points of one series as one record of the log holds them.
 *
 * @param logOffset the record's place in its partition; of two values for one time the one from the higher offset stays, and
 *     within a record the later one
 * @param timeMicros event times, UTC microseconds since 1970, in any order
 * @param value as many finite values
 */
@SuppressWarnings("ArrayRecordComponent") // a hot path: one array each, not an object a point
public record LoggedPoints(SeriesId series, long logOffset, long[] timeMicros, double[] value) {
    public LoggedPoints {
        if (timeMicros.length != value.length) {
            throw new IllegalArgumentException(
                    "as many times as values are needed, not " + timeMicros.length + " and " + value.length);
        }
    }
}
