// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.alert.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which events a subscription wants. An empty part lets everything through.
 *
 * @param kpis names of KPIs; one that matches is enough
 * @param labels each named label must be there and match
 * @param severities of the alert
 * @param kinds of event
 */
public record Filter(
        List<NamePattern> kpis, Map<String, NamePattern> labels, Set<Severity> severities, Set<EventKind> kinds) {
    public static final Filter EVERYTHING = new Filter(List.of(), Map.of(), Set.of(), Set.of());
    public static final int MAX_PATTERNS = 100;

    public Filter {
        kpis = List.copyOf(kpis);
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
        severities = Set.copyOf(severities);
        kinds = Set.copyOf(kinds);
        requireFew("KPI patterns", kpis.size());
        requireFew("label patterns", labels.size());
    }

    private static void requireFew(String what, int count) {
        if (count > MAX_PATTERNS) {
            throw new IllegalArgumentException("a filter has at most " + MAX_PATTERNS + " " + what + ", not " + count
                    + "; use * or a second subscription");
        }
    }
}
