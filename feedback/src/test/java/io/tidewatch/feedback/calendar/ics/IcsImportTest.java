// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar.ics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.DeskFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IcsImportTest {
    private static final String FILE = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//somebody//EN
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19701025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700329T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:sale
            SUMMARY:Black Friday
            DTSTART;VALUE=DATE:20251128
            DTEND;VALUE=DATE:20251130
            RRULE:FREQ=YEARLY;UNTIL=20301231
            END:VEVENT
            BEGIN:VEVENT
            UID:deploy
            SUMMARY:Deploy
            DTSTART;TZID=Europe/Berlin:20260302T090000
            DURATION:PT30M
            RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10
            EXDATE;TZID=Europe/Berlin:20260305T090000
            END:VEVENT
            BEGIN:VEVENT
            UID:migration
            SUMMARY:Migration
            DTSTART:20260210T220000Z
            DTEND:20260211T010000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:off
            SUMMARY:Called off
            STATUS:CANCELLED
            DTSTART:20260210T220000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:long
            SUMMARY:Too long
            DTSTART;VALUE=DATE:20260101
            DTEND;VALUE=DATE:20260901
            END:VEVENT
            END:VCALENDAR
            """;
    private static final IcsImport.Scope SCOPE = new IcsImport.Scope(
            CalendarKind.EVENT, List.of(new NamePattern("shop.*")), Map.of("country", new NamePattern("DE")));
    private DeskFixture fixture;
    private IcsImport ics;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        ics = new IcsImport(fixture.desk.workplace());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void entersWhatRepeatsAndEachTimeOfWhatFollowsItsOwnClock() {
        assertThat(ics.load(FILE, SCOPE, true, "ana").created()).isEqualTo(11);
        assertThat(fixture.desk.calendar().all()).isEmpty();
        IcsImport.Imported done = ics.load(FILE, SCOPE, false, "ana");
        assertThat(done.created()).isEqualTo(11);
        assertThat(done.skipped()).extracting(IcsImport.Skipped::title).containsExactly("Called off", "Too long");
        assertThat(done.skipped().get(1).why()).contains("92 days");
        assertThat(titled("Black Friday")).singleElement().satisfies(event -> {
            assertThat(event.schedule())
                    .isEqualTo(new Schedule.Repeating(
                            LocalDateTime.parse("2025-11-28T00:00"),
                            Duration.ofDays(2),
                            Every.YEAR,
                            Optional.of(LocalDate.parse("2030-12-31"))));
            assertThat(event.kpis()).isEqualTo(SCOPE.kpis());
            assertThat(event.labels()).isEqualTo(SCOPE.labels());
        });
        List<String> deploys = titled("Deploy").stream()
                .map(event -> ((Schedule.Once) event.schedule()).range())
                .map(range -> Micros.toInstant(range.from()) + " " + Micros.toDuration(range.to() - range.from()))
                .sorted()
                .toList();
        // The clocks go forward on 29 March; the one of the 5th is left out.
        assertThat(deploys)
                .hasSize(9)
                .startsWith("2026-03-02T08:00:00Z PT30M", "2026-03-09T08:00:00Z PT30M")
                .endsWith("2026-03-30T07:00:00Z PT30M", "2026-04-02T07:00:00Z PT30M");
        assertThat(titled("Migration"))
                .singleElement()
                .satisfies(event -> assertThat(
                                ((Schedule.Once) event.schedule()).range().from())
                        .isEqualTo(Micros.of(Instant.parse("2026-02-10T22:00:00Z"))));
    }

    @Test
    void theSameFileAgainChangesOnlyWhatChanged() {
        ics.load(FILE, SCOPE, false, "ana");
        assertThat(ics.load(FILE, SCOPE, false, "ben").unchanged()).isEqualTo(11);
        IcsImport.Imported done = ics.load(FILE.replace("SUMMARY:Migration", "SUMMARY:Move"), SCOPE, false, "ben");
        assertThat(done.changed()).isEqualTo(1);
        assertThat(titled("Move")).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.createdBy()).isEqualTo("ana");
        });
        assertThat(fixture.audit()).containsExactly("ana calendar.imported calendar", "ben calendar.imported calendar");
    }

    @Test
    void refusesWhatIsNoCalendar() {
        assertThatThrownBy(() -> ics.load("title,from,to", SCOPE, false, "ana"))
                .hasMessageContaining("BEGIN:VCALENDAR");
        assertThatThrownBy(() -> ics.load("x".repeat(1_000_001), SCOPE, false, "ana"))
                .hasMessageContaining("1000000");
    }

    private List<CalendarEvent> titled(String title) {
        return fixture.desk.calendar().all().stream()
                .filter(event -> event.title().equals(title))
                .toList();
    }
}
