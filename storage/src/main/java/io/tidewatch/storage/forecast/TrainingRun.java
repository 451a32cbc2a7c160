// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One training of one KPI's bundle.
 *
 * @param version that the bundle gets where at least one series can be trained
 * @param trainedTo points at or after this local midnight stay unseen, UTC microseconds
 * @param request that asked for it, if one did
 * @param progress how many of its series are where
 */
public record TrainingRun(
        long id,
        String kpi,
        long version,
        RunCause cause,
        RunState state,
        long trainedTo,
        OptionalLong request,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Progress progress) {
    /**
     * Counts of series.
     *
     * @param skipped too little history so far
     * @param failed could not be trained; {@link TrainingStore#setAside} says why
     */
    public record Progress(int waiting, int done, int skipped, int failed) {
        public int total() {
            return waiting + done + skipped + failed;
        }
    }
}
