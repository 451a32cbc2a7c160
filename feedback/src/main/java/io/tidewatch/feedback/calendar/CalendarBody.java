// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as callers write it.
 *
 * @param kind event or holiday; event where left out
 * @param from where it begins, on the wall clock: 2026-11-27T08:00
 * @param to where it ends
 * @param zone of the wall clock, for an event that comes once; one that repeats follows each KPI's own
 * @param repeats day, week, month or year; once where left out or empty
 * @param last the last day on which it begins, 2027-01-31; for ever where left out
 * @param holidaysOf two letters: the public holidays of a country, in place of all times
 * @param kpis names in which * stands for anything; every KPI where left out
 * @param labels each must be there and match
 * @param version of a change: the one that you saw
 */
public record CalendarBody(
        @Nullable String title,
        @Nullable String kind,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String repeats,
        @Nullable String last,
        @Nullable String holidaysOf,
        @Nullable List<String> kpis,
        @Nullable Map<String, String> labels,
        @Nullable Long version) {

    /** @throws TidewatchException INVALID_VALUE naming the field, its value and what it may be */
    CalendarEvent event(UUID id, long version, String createdBy, Instant createdAt) {
        try {
            Map<String, NamePattern> patterns = new TreeMap<>();
            (labels == null ? Map.<String, String>of() : labels)
                    .forEach((name, pattern) -> patterns.put(name, new NamePattern(pattern)));
            boolean holidays = !isBlank(holidaysOf);
            return new CalendarEvent(
                    id,
                    version,
                    Body.field("title", title).strip(),
                    isBlank(kind)
                            ? holidays ? CalendarKind.HOLIDAY : CalendarKind.EVENT
                            : CalendarKind.ofSlug(orEmpty(kind)),
                    schedule(),
                    (kpis == null ? List.<String>of() : kpis)
                            .stream().map(NamePattern::new).toList(),
                    patterns,
                    createdBy,
                    createdAt);
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, e.getMessage() + ".", e);
        }
    }

    private Schedule schedule() {
        if (!isBlank(holidaysOf)) {
            return new Schedule.PublicHolidays(orEmpty(holidaysOf).strip());
        }
        LocalDateTime begins = local("from", from);
        LocalDateTime ends = local("to", to);
        if (!ends.isAfter(begins)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "the event ends at " + ends + ", not after it begins at " + begins + ".");
        }
        if (isBlank(repeats)) {
            ZoneId clock = clock();
            return new Schedule.Once(new TimeRange(
                    Micros.of(begins.atZone(clock).toInstant()),
                    Micros.of(ends.atZone(clock).toInstant())));
        }
        return new Schedule.Repeating(
                begins,
                Duration.between(begins, ends),
                Every.ofSlug(orEmpty(repeats)),
                isBlank(last) ? Optional.empty() : Optional.of(Ids.day(orEmpty(last))));
    }

    private ZoneId clock() {
        try {
            return isBlank(zone) ? ZoneId.of("UTC") : ZoneId.of(orEmpty(zone).strip());
        } catch (DateTimeException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "zone \"" + zone + "\" is unknown. Write it as Europe/Berlin.", e);
        }
    }

    private static LocalDateTime local(String what, @Nullable String text) {
        String given = Body.field(what, text).strip();
        try {
            return LocalDateTime.parse(given);
        } catch (DateTimeException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    what + " \"" + given.substring(0, Math.min(80, given.length()))
                            + "\" is no time of a wall clock. Write it as 2026-11-27T08:00.",
                    e);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
