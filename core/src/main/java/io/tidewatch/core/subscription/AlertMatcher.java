// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Some alerts, by their series and severity. An empty part lets everything through.
 *
 * @param kpis names of KPIs; one that matches is enough
 * @param labels each named label must be there and match
 */
public record AlertMatcher(List<NamePattern> kpis, Map<String, NamePattern> labels, Set<Severity> severities) {
    public AlertMatcher {
        kpis = List.copyOf(kpis);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        severities = Set.copyOf(severities);
    }

    public boolean matches(SeriesKey series, Severity severity) {
        return (kpis.isEmpty() || kpis.stream().anyMatch(pattern -> pattern.matches(series.kpi())))
                && labels.entrySet().stream()
                        .allMatch(wanted -> series.labels()
                                .get(wanted.getKey())
                                .filter(wanted.getValue()::matches)
                                .isPresent())
                && (severities.isEmpty() || severities.contains(severity));
    }

    public boolean isEmpty() {
        return kpis.isEmpty() && labels.isEmpty() && severities.isEmpty();
    }
}
