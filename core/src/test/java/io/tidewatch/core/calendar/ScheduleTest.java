// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aWeeklyEventKeepsItsWallClockTimeAcrossTheChangeOfClocks() {
        Schedule mondays = new Schedule.Repeating(
                LocalDateTime.of(2026, 3, 23, 9, 0), Duration.ofHours(2), Every.WEEK, Optional.empty());
        assertThat(mondays.occurrences(at("2026-03-01T00:00:00Z"), at("2026-04-07T00:00:00Z"), BERLIN))
                .containsExactly(
                        range("2026-03-23T08:00:00Z", "2026-03-23T10:00:00Z"),
                        range("2026-03-30T07:00:00Z", "2026-03-30T09:00:00Z"),
                        range("2026-04-06T07:00:00Z", "2026-04-06T09:00:00Z"));
        // One that began before the range and lasts into it.
        assertThat(mondays.occurrences(at("2031-03-17T09:30:00Z"), at("2031-03-18T00:00:00Z"), BERLIN))
                .containsExactly(range("2031-03-17T08:00:00Z", "2031-03-17T10:00:00Z"));
    }

    @Test
    void aMonthTooShortHasTheEventOnItsLastDayAndTheLastDayEndsIt() {
        Schedule monthly = new Schedule.Repeating(
                LocalDateTime.of(2026, 1, 31, 0, 0),
                Duration.ofDays(1),
                Every.MONTH,
                Optional.of(LocalDate.of(2026, 3, 31)));
        assertThat(monthly.occurrences(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"), ZoneId.of("UTC")))
                .extracting(found -> Micros.toInstant(found.from()).toString().substring(0, 10))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
    }

    @Test
    void onceOverlapsOrDoesNot() {
        TimeRange sale = range("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z");
        Schedule once = new Schedule.Once(sale);
        assertThat(once.occurrences(at("2026-05-01T23:00:00Z"), at("2026-06-01T00:00:00Z"), BERLIN))
                .containsExactly(sale);
        assertThat(once.occurrences(sale.to(), sale.to() + 1, BERLIN)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new Schedule.Once(new TimeRange(5, 5))).hasMessageContaining("not PT0S");
        assertThatThrownBy(() -> new Schedule.PublicHolidays("de")).hasMessageContaining("\"de\"");
        assertThatThrownBy(() -> event(List.of(), CalendarKind.EVENT, new Schedule.PublicHolidays("DE")))
                .hasMessageContaining("holiday");
        assertThatThrownBy(() -> Every.ofSlug("fortnight")).hasMessageContaining("\"fortnight\"");
    }

    @Test
    void coversTheSeriesThatItsPatternsAndLabelsName() {
        CalendarEvent event =
                event(List.of(new NamePattern("sales*")), CalendarKind.EVENT, new Schedule.Once(new TimeRange(0, 10)));
        assertThat(event.covers(new SeriesKey("sales_eur", Labels.of("country", "DE"))))
                .isTrue();
        assertThat(event.covers(new SeriesKey("sales_eur", Labels.of("country", "FR"))))
                .isFalse();
        assertThat(event.covers(new SeriesKey("logins", Labels.of("country", "DE"))))
                .isFalse();
    }

    private static CalendarEvent event(List<NamePattern> kpis, CalendarKind kind, Schedule schedule) {
        return new CalendarEvent(
                new UUID(1, 2),
                1,
                "Sale",
                kind,
                schedule,
                kpis,
                Map.of("country", new NamePattern("DE")),
                "ana",
                Instant.EPOCH);
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(at(from), at(to));
    }

    private static long at(String time) {
        return Micros.of(Instant.parse(time));
    }
}
