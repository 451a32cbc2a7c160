// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.forecast.Forecast;

/** What became of one series of a run. */
public sealed interface ItemOutcome {
    /**
     * @param points that were seen
     * @param digest of those points
     * @param state what the next night goes on from, a JSON object
     */
    @SuppressWarnings("ArrayRecordComponent") // 32 bytes on their way to a column
    record Trained(Forecast forecast, int points, byte[] digest, String state) implements ItemOutcome {}

    /** There is nothing wrong with it, only too little of it. */
    record Skipped(String reason) implements ItemOutcome {}

    record Failed(String reason) implements ItemOutcome {}
}
