// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.series.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Alerts of these series are not told to anybody for a time; they are raised and kept as ever.
 *
 * @param kpis one that matches is enough; none means every KPI
 * @param labels each named label must be there and match
 * @param until no longer in force from this time on
 */
public record Silence(
        UUID id,
        List<NamePattern> kpis,
        Map<String, NamePattern> labels,
        Instant from,
        Instant until,
        String reason,
        String createdBy) {
    public static final Duration MAX = Duration.ofDays(366);

    public Silence {
        kpis = List.copyOf(kpis);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (kpis.isEmpty() && labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "a silence names KPIs or labels; for everything, write the KPI pattern * by purpose");
        }
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a silence ends after it begins, at most " + MAX.toDays()
                    + " days later, not from " + from + " until " + until);
        }
        if (reason.isBlank() || reason.length() > 500) {
            throw new IllegalArgumentException("a silence needs a reason of 1 to 500 characters");
        }
    }

    public boolean covers(SeriesKey series) {
        return (kpis.isEmpty() || kpis.stream().anyMatch(pattern -> pattern.matches(series.kpi())))
                && labels.entrySet().stream()
                        .allMatch(wanted -> series.labels()
                                .get(wanted.getKey())
                                .filter(wanted.getValue()::matches)
                                .isPresent());
    }

    public boolean inForce(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
