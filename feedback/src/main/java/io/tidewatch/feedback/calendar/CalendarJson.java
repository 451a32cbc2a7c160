// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event as it is given back; the fields are those of {@link CalendarBody}, the times of one that comes once in UTC. */
public record CalendarJson(
        String id,
        long version,
        String title,
        String kind,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String repeats,
        @Nullable String last,
        @Nullable String holidaysOf,
        List<String> kpis,
        Map<String, String> labels,
        String createdBy,
        Instant createdAt) {
    static CalendarJson of(CalendarEvent event) {
        Map<String, String> labels = new TreeMap<>();
        event.labels().forEach((name, pattern) -> labels.put(name, pattern.text()));
        String from = null;
        String to = null;
        String zone = null;
        String repeats = null;
        String last = null;
        String country = null;
        switch (event.schedule()) {
            case Schedule.Once(var range) -> {
                from = Micros.toInstant(range.from())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString();
                to = Micros.toInstant(range.to())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString();
                zone = "UTC";
            }
            case Schedule.Repeating(var first, var length, var every, var until) -> {
                from = first.toString();
                to = first.plus(length).toString();
                repeats = every.slug();
                last = until.map(Object::toString).orElse(null);
            }
            case Schedule.PublicHolidays(String of) -> country = of;
        }
        return new CalendarJson(
                event.id().toString(),
                event.version(),
                event.title(),
                event.kind().slug(),
                from,
                to,
                zone,
                repeats,
                last,
                country,
                event.kpis().stream().map(NamePattern::text).toList(),
                labels,
                event.createdBy(),
                event.createdAt());
    }
}
