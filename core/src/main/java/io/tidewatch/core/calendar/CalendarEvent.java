// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.calendar;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that people know to happen, and which series it is about.
 *
 * @param version 1 at creation, one more at each change
 * @param kpis one that matches is enough; none means every KPI
 * @param labels each named label must be there and match
 */
public record CalendarEvent(
        UUID id,
        long version,
        String title,
        CalendarKind kind,
        Schedule schedule,
        List<NamePattern> kpis,
        Map<String, NamePattern> labels,
        String createdBy,
        Instant createdAt) {
    public static final int MAX_TITLE = 200;
    public static final int MAX_PATTERNS = 100;

    public CalendarEvent {
        kpis = List.copyOf(kpis);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1, not from " + version);
        }
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("an event's title has 1 to " + MAX_TITLE + " characters, not "
                    + (title.isBlank() ? "none" : title.length()));
        }
        if (kpis.size() > MAX_PATTERNS || labels.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException("an event names at most " + MAX_PATTERNS
                    + " KPIs and as many labels, not " + kpis.size() + " and " + labels.size() + "; use *");
        }
        if (schedule instanceof Schedule.PublicHolidays && kind != CalendarKind.HOLIDAY) {
            throw new IllegalArgumentException("public holidays are of the kind holiday, not " + kind.slug());
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
}
