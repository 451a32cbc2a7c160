// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.feature.Holidays;
import io.tidewatch.forecaster.profile.KnownEvents;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the calendar means for the training of one series. */
final class CalendarOfSeries {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarOfSeries.class);
    /** A country's calendar is costly to load and asked for by every series. */
    private static final Map<String, Holidays> COUNTRIES = new ConcurrentHashMap<>();

    private final List<CalendarEvent> events;
    private final ZoneId zone;
    private final long from;
    private final long trainedTo;
    private final long ahead;

    /**
     * @param all of the calendar
     * @param from where the history begins, UTC microseconds
     * @param ahead up to when is forecast, UTC microseconds
     */
    CalendarOfSeries(List<CalendarEvent> all, SeriesKey series, ZoneId zone, long from, long trainedTo, long ahead) {
        this.events = all.stream().filter(event -> event.covers(series)).toList();
        this.zone = zone;
        this.from = from;
        this.trainedTo = trainedTo;
        this.ahead = ahead;
    }

    /** Past times that no model is to learn as a habit. */
    List<TimeRange> masks() {
        return events.stream()
                .filter(event -> event.kind() == CalendarKind.EVENT)
                .flatMap(event -> event.schedule().occurrences(from, trainedTo, zone).stream())
                .toList();
    }

    KnownEvents known() {
        if (events.isEmpty()) {
            return KnownEvents.NONE;
        }
        List<List<TimeRange>> repeating = events.stream()
                .filter(event -> event.kind() == CalendarKind.EVENT)
                .map(CalendarEvent::schedule)
                .filter(Schedule.Repeating.class::isInstance)
                .map(schedule -> schedule.occurrences(from, ahead, zone))
                .toList();
        return new KnownEvents(holidays(), repeating);
    }

    private Holidays holidays() {
        List<Holidays> countries = new ArrayList<>();
        Set<LocalDate> dates = new HashSet<>();
        for (CalendarEvent event : events) {
            if (event.schedule() instanceof Schedule.PublicHolidays(String country)) {
                countries.add(country(country));
            } else if (event.kind() == CalendarKind.HOLIDAY) {
                event.schedule().occurrences(from, ahead, zone).forEach(range -> addDays(range, dates));
            }
        }
        if (!dates.isEmpty()) {
            countries.add(Holidays.on(dates));
        }
        return Holidays.any(countries);
    }

    private void addDays(TimeRange range, Set<LocalDate> dates) {
        WallClock clock = new WallClock(zone);
        for (long day = clock.day(range.from()); day <= clock.day(range.to() - 1); day++) {
            dates.add(LocalDate.ofEpochDay(day));
        }
    }

    private static Holidays country(String country) {
        return COUNTRIES.computeIfAbsent(country, code -> {
            try {
                return Holidays.of(code);
            } catch (TidewatchException e) {
                LOG.warn("A calendar entry has no effect: {}", e.getMessage());
                return Holidays.none();
            }
        });
    }
}
