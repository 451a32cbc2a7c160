// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.series;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * Values, and where they lie.
 *
 * @param timeMicros event times, UTC microseconds, one step apart
 * @param anomalies exactly where the generator put something
 * @param seed belongs into a failing test's message
 */
@SuppressWarnings("ArrayRecordComponent") // as the code under test takes them
public record GeneratedSeries(long[] timeMicros, double[] value, List<TimeRange> anomalies, long seed) {
    public int size() {
        return value.length;
    }

    public Instant time(int index) {
        return Micros.toInstant(timeMicros[index]);
    }

    public boolean isAnomalous(int index) {
        return anomalies.stream().anyMatch(range -> range.contains(timeMicros[index]));
    }
}
