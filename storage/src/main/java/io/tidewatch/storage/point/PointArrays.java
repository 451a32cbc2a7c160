// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

/**
 * Points of one series in order of time.
 *
 * @param timeMicros UTC microseconds since 1970, each later than the one before
 * @param value as many values
 */
@SuppressWarnings("ArrayRecordComponent") // years of points: one array each, not an object a point
public record PointArrays(long[] timeMicros, double[] value) {
    public int size() {
        return timeMicros.length;
    }
}
