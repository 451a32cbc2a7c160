// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * What is asked of a model: {@code horizon} rows from each origin, from nothing at or after that origin.
 *
 * @param origins row numbers, ascending; the last is {@code rows.size()}, the forecast itself; the others are its past
 */
@SuppressWarnings("ArrayRecordComponent")
public record Task(Rows rows, int[] origins, int horizon) {
    public Task {
        if (horizon < 1) {
            throw new IllegalArgumentException("the horizon must be at least 1 row, not " + horizon);
        }
        if (origins.length == 0 || origins[origins.length - 1] != rows.size()) {
            throw new IllegalArgumentException("the last origin must be the end of the history, row " + rows.size());
        }
    }
}
