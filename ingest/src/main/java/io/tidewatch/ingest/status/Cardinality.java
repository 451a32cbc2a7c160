// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import io.tidewatch.core.series.SeriesKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many series there are and what makes them many.
 *
 * @param byKpi the KPIs with the most, the largest first
 * @param byLabel the labels with the most different values, the largest first
 */
public record Cardinality(int series, Map<String, Integer> byKpi, Map<String, Integer> byLabel) {
    private static final int LISTED = 20;
    /** Beyond it a label's values are only said to be at least so many. */
    private static final int COUNTED = 100_000;

    public static Cardinality of(Collection<SeriesKey> keys) {
        Map<String, Integer> kpis = new HashMap<>();
        Map<String, Set<String>> labels = new HashMap<>();
        for (SeriesKey key : keys) {
            kpis.merge(key.kpi(), 1, Integer::sum);
            key.labels().values().forEach((name, value) -> {
                Set<String> values = labels.computeIfAbsent(name, missing -> new HashSet<>());
                if (values.size() < COUNTED) {
                    values.add(value);
                }
            });
        }
        Map<String, Integer> distinct = new HashMap<>();
        labels.forEach((name, values) -> distinct.put(name, values.size()));
        return new Cardinality(keys.size(), most(kpis), most(distinct));
    }

    private static Map<String, Integer> most(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LISTED)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
