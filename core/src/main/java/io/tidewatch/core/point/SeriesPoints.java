// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.point;

import io.tidewatch.core.series.SeriesKey;

/**
 * Points of one series in the order in which they were sent.
 *
 * @param timeMicros event times, UTC microseconds since 1970
 * @param value as many finite values
 */
@SuppressWarnings("ArrayRecordComponent") // a hot path: one array each, not an object a point
public record SeriesPoints(SeriesKey series, Origin origin, long[] timeMicros, double[] value) {
    public SeriesPoints {
        if (timeMicros.length != value.length) {
            throw new IllegalArgumentException(
                    "as many times as values are needed, not " + timeMicros.length + " and " + value.length);
        }
    }

    public int size() {
        return value.length;
    }
}
