// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import java.util.List;
import java.util.Map;

/**
 * What this process takes in, since its start.
 *
 * @param turnedAway requests answered 429 as others held the memory
 * @param refusedByCause points and inputs
 * @param aggregation counts of the aggregator
 * @param trouble empty, or what is wrong
 */
public record IngestStatus(
        long written,
        long refused,
        Map<String, Long> refusedByCause,
        long turnedAway,
        Map<String, Long> aggregation,
        int mappingRules,
        Cardinality cardinality,
        List<HotSeries.Hot> hottest,
        String trouble) {}
