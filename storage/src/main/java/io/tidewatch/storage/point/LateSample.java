// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

/**
 * A value that came too late to be aggregated.
 *
 * @param series whose window it would have corrected, in canonical form
 * @param input of the rule
 * @param timeMicros event time, UTC microseconds since 1970
 * @param arrivedMicros the same, by the log's clock
 * @param place within its record
 */
public record LateSample(
        String series,
        String input,
        long timeMicros,
        double value,
        long arrivedMicros,
        int logPartition,
        long logOffset,
        int place) {}
