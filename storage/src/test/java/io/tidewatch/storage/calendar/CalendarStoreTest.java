// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CalendarStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static TestDatabase server;
    private static Database database;
    private static CalendarStore store;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        store = new CalendarStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void keepsEveryKindOfScheduleAndTellsTheTopic() {
        List<Schedule> schedules = List.of(
                new Schedule.Once(new TimeRange(1_000_001, 9_000_000)),
                new Schedule.Repeating(
                        LocalDateTime.of(2026, 3, 29, 2, 30), Duration.ofHours(3), Every.WEEK, Optional.empty()),
                new Schedule.Repeating(
                        LocalDateTime.of(2026, 11, 27, 0, 0),
                        Duration.ofDays(1),
                        Every.YEAR,
                        Optional.of(LocalDate.of(2030, 1, 1))),
                new Schedule.PublicHolidays("DE"));
        for (int i = 0; i < schedules.size(); i++) {
            CalendarEvent event = event(new UUID(1, i), 1, "kept " + i, schedules.get(i));
            int before = waiting();
            assertThat(save(event)).isTrue();
            assertThat(store.find(event.id())).contains(event);
            assertThat(waiting()).isEqualTo(before + 1);
        }
        assertThat(store.covering(new SeriesKey("sales", Labels.of("country", "DE"))))
                .hasSize(4);
        assertThat(store.covering(new SeriesKey("sales", Labels.of("country", "FR"))))
                .isEmpty();
    }

    @Test
    void letsNoneBeOverwrittenUnseen() {
        Schedule sale = new Schedule.Once(new TimeRange(0, 10));
        UUID id = new UUID(2, 0);
        assertThat(save(event(id, 1, "Sale", sale))).isTrue();
        assertThat(save(event(id, 1, "Sail", sale))).isFalse();
        assertThat(save(event(id, 2, "Summer sale", sale))).isTrue();
        assertThat(store.find(id).orElseThrow().title()).isEqualTo("Summer sale");
        assertThat(delete(id)).isTrue();
        assertThat(delete(id)).isFalse();
        assertThat(store.find(id)).isEmpty();
    }

    private static CalendarEvent event(UUID id, long version, String title, Schedule schedule) {
        return new CalendarEvent(
                id,
                version,
                title,
                CalendarKind.HOLIDAY,
                schedule,
                List.of(new NamePattern("sal*")),
                Map.of("country", new NamePattern("DE")),
                "ana",
                NOW);
    }

    private static boolean save(CalendarEvent event) {
        return database.jdbi().inTransaction(transaction -> store.save(transaction, event, "ana", NOW));
    }

    private static boolean delete(UUID id) {
        return database.jdbi().inTransaction(transaction -> store.delete(transaction, id));
    }

    private static int waiting() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from desk_outbox")
                        .mapTo(Integer.class)
                        .one());
    }
}
