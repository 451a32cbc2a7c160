// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.table;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import java.time.Instant;

/** What no door lets through, but another writer of the topic might. */
final class StorablePoints {
    private static final long LEAST = Micros.of(Instant.parse("1900-01-01T00:00:00Z"));
    private static final long MOST = Micros.of(Instant.parse("2200-01-01T00:00:00Z"));

    private StorablePoints() {}

    /** @throws IllegalArgumentException naming the first value or time that no table should hold */
    static void check(PointsCodec.Columns points) {
        for (int i = 0; i < points.value().length; i++) {
            if (!Double.isFinite(points.value()[i])) {
                throw new IllegalArgumentException("value " + points.value()[i] + " is not finite");
            }
            if (points.timeMicros()[i] < LEAST || points.timeMicros()[i] >= MOST) {
                throw new IllegalArgumentException(
                        "time " + points.timeMicros()[i] + " µs is outside the years 1900 to 2199");
            }
        }
    }
}
