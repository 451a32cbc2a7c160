// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CalendarOfSeriesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2026-01-04T23:00:00Z");
    private static final SeriesKey SERIES = new SeriesKey("mails", Labels.of("country", "DE"));
    private static final int DAYS = 42;

    @Test
    void anEventThatComesBackIsNotLearntAsAHabitAndIsExpectedWhenItComesAgain() {
        // Every Monday from 10 to 12, and a Monday comes.
        GeneratedSeries plain = SeriesGenerator.seeded(4)
                .startingAt(START)
                .every(Duration.ofHours(1))
                .in(BERLIN)
                .level(200)
                .dailySeason(0.2)
                .noise(0.01)
                .points(DAYS * 24);
        double[] values = plain.value().clone();
        for (int day = 0; day < DAYS; day += 7) {
            values[day * 24 + 10] += 300;
            values[day * 24 + 11] += 150;
        }
        long midnight = Micros.of(START.plus(Duration.ofDays(DAYS)));
        CalendarEvent mailing = event(
                CalendarKind.EVENT,
                new Schedule.Repeating(
                        LocalDateTime.of(2026, 1, 5, 10, 0), Duration.ofHours(2), Every.WEEK, Optional.empty()));
        Forecast forecast = train(plain, values, midnight, List.of(mailing));
        long monday = midnight + 10 * Micros.HOUR;
        long tuesday = monday + Micros.DAY;
        assertThat(forecast.expectedAt(monday) - forecast.expectedAt(tuesday)).isBetween(280f, 320f);
        assertThat(forecast.expectedAt(monday + Micros.HOUR) - forecast.expectedAt(tuesday + Micros.HOUR))
                .isBetween(130f, 170f);
        assertThat(forecast.expectedAt(monday + 5 * Micros.HOUR) - forecast.expectedAt(tuesday + 5 * Micros.HOUR))
                .isBetween(-10f, 10f);

        List<CalendarEvent> events = List.of(retroactive(0), retroactive(9));
        CalendarOfSeries once = new CalendarOfSeries(events, SERIES, BERLIN, Micros.of(START), midnight, midnight);
        assertThat(once.masks()).hasSize(2);
        assertThat(once.known().repeating()).isEmpty();
        CalendarOfSeries elsewhere = new CalendarOfSeries(
                events, new SeriesKey("mails", Labels.of("country", "FR")), BERLIN, 0, midnight, midnight);
        assertThat(elsewhere.masks()).isEmpty();
    }

    @Test
    void holidaysComeFromACountryAndFromDaysThatSomebodyMarked() {
        CalendarEvent country = event(CalendarKind.HOLIDAY, new Schedule.PublicHolidays("DE"));
        CalendarEvent unknown = event(CalendarKind.HOLIDAY, new Schedule.PublicHolidays("XX"));
        LocalDate bridge = LocalDate.of(2026, 5, 15);
        CalendarEvent marked = event(
                CalendarKind.HOLIDAY,
                new Schedule.Once(new TimeRange(
                        Micros.of(bridge.atStartOfDay(BERLIN).toInstant()),
                        Micros.of(bridge.plusDays(1).atStartOfDay(BERLIN).toInstant()))));
        CalendarOfSeries calendar = new CalendarOfSeries(
                List.of(country, unknown, marked),
                SERIES,
                BERLIN,
                0,
                0,
                Micros.of(Instant.parse("2027-01-01T00:00:00Z")));
        var holidays = calendar.known().holidays();
        assertThat(holidays.isHoliday(LocalDate.of(2026, 10, 3))).isTrue();
        assertThat(holidays.isHoliday(bridge)).isTrue();
        assertThat(holidays.isHoliday(bridge.plusDays(3))).isFalse();
        assertThat(calendar.masks()).isEmpty();
    }

    private static Forecast train(GeneratedSeries series, double[] values, long midnight, List<CalendarEvent> events) {
        CalendarOfSeries calendar =
                new CalendarOfSeries(events, SERIES, BERLIN, Micros.of(START), midnight, midnight + 3 * Micros.DAY);
        return new ChosenMethod()
                .train(
                        new History(
                                SERIES,
                                Arrays.copyOf(series.timeMicros(), values.length),
                                values,
                                0,
                                values.length,
                                calendar.masks(),
                                BERLIN,
                                Micros.HOUR,
                                midnight,
                                calendar.known()),
                        Optional.empty(),
                        1)
                .orElseThrow()
                .forecast();
    }

    private static CalendarEvent retroactive(int day) {
        long from = Micros.of(START) + day * Micros.DAY + 10 * Micros.HOUR;
        return event(CalendarKind.EVENT, new Schedule.Once(new TimeRange(from, from + 2 * Micros.HOUR)));
    }

    private static CalendarEvent event(CalendarKind kind, Schedule schedule) {
        return new CalendarEvent(
                UUID.randomUUID(),
                1,
                "Mailing",
                kind,
                schedule,
                List.of(new NamePattern("mail*")),
                Map.of("country", new NamePattern("DE")),
                "ana",
                START);
    }
}
