// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.calendar.CalendarView.Choice;
import io.tidewatch.feedback.web.calendar.CalendarView.Form;
import io.tidewatch.feedback.web.calendar.CalendarView.Line;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the calendar's page together. Times of events without a KPI's clock are told in UTC. */
final class CalendarPages {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*|UTC"))
            .sorted()
            .toList();
    private static final List<Choice> REPEATS = List.of(
            new Choice("", "once"),
            new Choice("day", "every day"),
            new Choice("week", "every week"),
            new Choice("month", "every month"),
            new Choice("year", "every year"));
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final long AHEAD = 400 * Micros.DAY;

    private final Desk desk;

    CalendarPages(Desk desk) {
        this.desk = desk;
    }

    CalendarView page(Here here, @Nullable String editing) {
        Instant now = desk.workplace().now();
        return new CalendarView(
                here.frame("Calendar", Section.CALENDAR, desk.alerts().counts().open()),
                desk.calendar().all().stream().map(event -> line(event, now)).toList(),
                editing == null ? null : form(desk.calendar().find(editing)),
                ZONES,
                REPEATS,
                here.viewer().analyst());
    }

    private static Line line(CalendarEvent event, Instant now) {
        return new Line(
                event.id().toString(),
                switch (event.schedule()) {
                    case Schedule.Once once -> "calendar";
                    case Schedule.Repeating repeating -> "repeat";
                    case Schedule.PublicHolidays holidays -> "calendar-check";
                },
                event.title(),
                event.kind().slug() + ", " + event.createdBy(),
                when(event.schedule(), now),
                next(event.schedule(), now),
                scope(event));
    }

    private static String when(Schedule schedule, Instant now) {
        return switch (schedule) {
            case Schedule.Once(var range) ->
                Moment.of(Micros.toInstant(range.from()), now, ZoneOffset.UTC).clock() + " UTC, "
                        + Spans.words(Micros.toDuration(range.to() - range.from()));
            case Schedule.Repeating(var first, var length, var every, var last) ->
                "every " + every.slug() + " from " + SAID.format(first) + " on, " + Spans.words(length)
                        + ", each KPI's clock"
                        + last.map(day -> ", until " + day).orElse("");
            case Schedule.PublicHolidays(String country) -> "public holidays of " + country;
        };
    }

    private static String next(Schedule schedule, Instant now) {
        long at = Micros.of(now);
        Optional<TimeRange> next =
                schedule.occurrences(at, at + AHEAD, ZoneOffset.UTC).stream().findFirst();
        return next.map(range -> range.from() <= at ? "now" : Spans.ago(Micros.toInstant(range.from()), now))
                .orElse(schedule instanceof Schedule.PublicHolidays ? "as the country has them" : "over");
    }

    private static String scope(CalendarEvent event) {
        String kpis = event.kpis().isEmpty()
                ? "every KPI"
                : event.kpis().stream().map(NamePattern::text).collect(Collectors.joining(", "));
        return event.labels().isEmpty() ? kpis : kpis + ", " + labels(event);
    }

    private static String labels(CalendarEvent event) {
        return event.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Form form(CalendarEvent event) {
        LocalDateTime from = null;
        LocalDateTime to = null;
        String repeats = "";
        String last = "";
        String country = "";
        switch (event.schedule()) {
            case Schedule.Once(var range) -> {
                from = Micros.toInstant(range.from()).atOffset(ZoneOffset.UTC).toLocalDateTime();
                to = Micros.toInstant(range.to()).atOffset(ZoneOffset.UTC).toLocalDateTime();
            }
            case Schedule.Repeating(var first, var length, var every, var until) -> {
                from = first;
                to = first.plus(length);
                repeats = every.slug();
                last = until.map(Object::toString).orElse("");
            }
            case Schedule.PublicHolidays(String of) -> country = of;
        }
        return new Form(
                event.id().toString(),
                event.version(),
                event.title(),
                from == null ? "" : LOCAL.format(from),
                to == null ? "" : LOCAL.format(to),
                "UTC",
                repeats,
                last,
                country,
                event.kpis().stream().map(NamePattern::text).collect(Collectors.joining(", ")),
                labels(event));
    }
}
