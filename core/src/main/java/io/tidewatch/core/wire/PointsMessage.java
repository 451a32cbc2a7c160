// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.point.SeriesPoints;

/** What a record of the points topic says. */
public sealed interface PointsMessage {
    record Batch(SeriesPoints points) implements PointsMessage {}

    /** @param micros event time, UTC microseconds since 1970 */
    record Clock(long micros) implements PointsMessage {}
}
