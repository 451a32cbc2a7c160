// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar.ics;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file. All-day and floating ones that simply repeat go on repeating, on the clock of each KPI; what follows a clock or a
 * rule of its own is entered once for each time that it takes place within a year before and two years after now.
 */
final class IcsEvents {
    private static final Duration BEFORE = Duration.ofDays(366);
    private static final Duration AFTER = Duration.ofDays(731);
    private static final int MOST_TIMES = 500;
    private static final Duration ALL_DAY = Duration.ofDays(1);

    private final TimezoneInfo zones;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /** @param key the same whenever the file is read again */
    record Entry(String key, String title, Schedule schedule) {}

    /** @param why in words */
    record Skipped(String title, String why) {}

    private IcsEvents(TimezoneInfo zones, Instant now) {
        this.zones = zones;
        this.now = now;
    }

    /** @return nothing where the text holds no calendar */
    static Optional<IcsEvents> of(String text, Instant now) {
        ICalendar calendar = Biweekly.parse(text).first();
        if (calendar == null) {
            return Optional.empty();
        }
        IcsEvents events = new IcsEvents(calendar.getTimezoneInfo(), now);
        calendar.getEvents().forEach(events::add);
        return Optional.of(events);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    private void add(VEvent event) {
        String title = title(event);
        if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
            skipped.add(new Skipped(title, "it has no beginning that can be read"));
            return;
        }
        if (event.getStatus() != null && event.getStatus().isCancelled()) {
            skipped.add(new Skipped(title, "it is cancelled"));
            return;
        }
        try {
            schedules(event, title);
        } catch (IllegalArgumentException e) {
            skipped.add(new Skipped(title, String.valueOf(e.getMessage())));
        }
    }

    private void schedules(VEvent event, String title) {
        ICalDate start = event.getDateStart().getValue();
        Duration length = length(event, start);
        // Files without ids come again with the same start.
        String uid = event.getUid() == null || event.getUid().getValue() == null
                ? title
                : event.getUid().getValue();
        String key = uid
                + (event.getRecurrenceId() == null
                        ? ""
                        : " " + event.getRecurrenceId().getValue());
        boolean ofTheWall = !start.hasTime() || zones.isFloating(event.getDateStart());
        @Nullable
        Recurrence rule = event.getRecurrenceRule() == null
                ? null
                : event.getRecurrenceRule().getValue();
        Optional<Every> every = rule == null ? Optional.empty() : simply(rule);
        boolean exceptions = !event.getExceptionDates().isEmpty()
                || !event.getRecurrenceDates().isEmpty();
        if (ofTheWall && every.isPresent() && rule != null && !exceptions) {
            Optional<LocalDate> last = Optional.ofNullable(rule.getUntil())
                    .map(until -> wall(until).toLocalDate());
            entries.add(new Entry(key, title, new Schedule.Repeating(wall(start), length, every.get(), last)));
        } else {
            times(event, title, key, length, rule != null || exceptions);
        }
    }

    private void times(VEvent event, String title, String key, Duration length, boolean several) {
        @Nullable TimezoneAssignment zone = zones.getTimezone(event.getDateStart());
        DateIterator times = event.getDateIterator(zone == null ? TimeZone.getTimeZone("UTC") : zone.getTimeZone());
        if (several) {
            times.advanceTo(Date.from(now.minus(BEFORE)));
        }
        int count = 0;
        while (times.hasNext() && count < MOST_TIMES) {
            Instant begins = times.next().toInstant();
            if (several && begins.isAfter(now.plus(AFTER))) {
                break;
            }
            long from = Micros.of(begins);
            entries.add(new Entry(
                    several ? key + " " + begins : key,
                    title,
                    new Schedule.Once(new TimeRange(from, from + Micros.of(length)))));
            count++;
        }
        if (count == 0) {
            skipped.add(new Skipped(title, "it doesn't take place within a year before and two years after now"));
        }
    }

    private Duration length(VEvent event, ICalDate start) {
        if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
            return Duration.ofMillis(event.getDateEnd().getValue().getTime() - start.getTime());
        }
        if (event.getDuration() != null && event.getDuration().getValue() != null) {
            return Duration.ofMillis(event.getDuration().getValue().toMillis());
        }
        return start.hasTime() ? Duration.ofHours(1) : ALL_DAY;
    }

    /** Every day, week, month or year without an end by count, on the day on which it begins. */
    private static Optional<Every> simply(Recurrence rule) {
        boolean plain = (rule.getInterval() == null || rule.getInterval() == 1)
                && rule.getCount() == null
                && rule.getByYearDay().isEmpty()
                && rule.getByWeekNo().isEmpty()
                && rule.getBySetPos().isEmpty()
                && rule.getByHour().isEmpty();
        int days = rule.getByDay().size();
        int monthDays = rule.getByMonthDay().size();
        int months = rule.getByMonth().size();
        Frequency often = rule.getFrequency();
        if (!plain || often == null) {
            return Optional.empty();
        }
        return switch (often) {
            case DAILY -> days + monthDays + months == 0 ? Optional.of(Every.DAY) : Optional.empty();
            case WEEKLY -> days <= 1 && monthDays + months == 0 ? Optional.of(Every.WEEK) : Optional.empty();
            case MONTHLY -> monthDays <= 1 && days + months == 0 ? Optional.of(Every.MONTH) : Optional.empty();
            case YEARLY -> monthDays <= 1 && months <= 1 && days == 0 ? Optional.of(Every.YEAR) : Optional.empty();
            case SECONDLY, MINUTELY, HOURLY -> Optional.empty();
        };
    }

    private static LocalDateTime wall(ICalDate date) {
        DateTimeComponents raw = date.getRawComponents();
        return LocalDateTime.of(
                raw.getYear(), raw.getMonth(), raw.getDate(), raw.getHour(), raw.getMinute(), raw.getSecond());
    }

    private static String title(VEvent event) {
        String given = event.getSummary() == null || event.getSummary().getValue() == null
                ? ""
                : event.getSummary().getValue().replace('\0', ' ').strip();
        String title = given.isEmpty() ? "Event" : given;
        return title.substring(0, Math.min(CalendarEvent.MAX_TITLE, title.length()));
    }
}
