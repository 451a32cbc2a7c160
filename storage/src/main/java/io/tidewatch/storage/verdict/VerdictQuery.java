// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.series.SeriesId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows of the history, newest first. What is empty doesn't narrow.
 *
 * @param kind as it is written in the table, "withdrawn" included
 * @param from given at or after, UTC microseconds since 1970
 * @param to given before
 * @param before only rows of lower ids
 */
public record VerdictQuery(
        Optional<String> kpi,
        Optional<SeriesId> series,
        Optional<String> kind,
        Optional<String> by,
        OptionalLong from,
        OptionalLong to,
        OptionalLong before,
        int limit) {}
