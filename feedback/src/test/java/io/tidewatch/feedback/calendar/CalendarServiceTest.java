// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.storage.verdict.Verdict;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CalendarServiceTest {
    private static DeskFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new DeskFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static CalendarBody body(
            String title, String from, String to, @Nullable String repeats, @Nullable Long version) {
        return new CalendarBody(
                title,
                null,
                from,
                to,
                "Europe/Berlin",
                repeats,
                null,
                null,
                List.of("signups"),
                Map.of("country", "D*"),
                version);
    }

    @Test
    void keepsOnceAndRepeatingAndRefusesWhatCannotBe() {
        CalendarService calendar = fixture.desk.calendar();
        CalendarEvent once = calendar.create(body("sale", "2026-03-10T08:00", "2026-03-10T20:00", null, null), "anna");
        assertThat(once.schedule())
                .isInstanceOfSatisfying(
                        Schedule.Once.class,
                        schedule -> assertThat(Micros.toInstant(schedule.range().from()))
                                .hasToString("2026-03-10T07:00:00Z"));
        CalendarEvent weekly = calendar.change(
                once.id().toString(), body("sale", "2026-03-10T08:00", "2026-03-10T20:00", "week", 1L), "mona");
        assertThat(weekly.version()).isEqualTo(2);
        assertThat(weekly.createdBy()).isEqualTo("anna");
        assertThat(weekly.schedule()).isInstanceOfSatisfying(Schedule.Repeating.class, schedule -> {
            assertThat(schedule.first()).isEqualTo(LocalDateTime.parse("2026-03-10T08:00"));
            assertThat(schedule.every()).isEqualTo(Every.WEEK);
        });
        assertThatThrownBy(() -> calendar.change(
                        once.id().toString(), body("x", "2026-03-10T08:00", "2026-03-10T20:00", null, 1L), "jan"))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> calendar.create(body("x", "2026-03-10T08:00", "2026-03-10T07:00", null, null), "jan"))
                .hasMessageContaining("not after it begins");
        assertThatThrownBy(() -> calendar.create(body("x", "tomorrow", "2026-03-10T07:00", null, null), "jan"))
                .hasMessageContaining("2026-11-27T08:00");
        assertThatThrownBy(() -> calendar.find("nonsense")).hasMessageContaining("no event \"nonsense\"");
        calendar.delete(once.id().toString(), "mona");
        assertThatThrownBy(() -> calendar.find(once.id().toString())).isInstanceOf(TidewatchException.class);
    }

    @Test
    void theVerdictExpectedEntersAnEventAndTakingItBackTakesTheEventAway() {
        SeriesKey series = fixture.series("orders", "DE");
        AlertId alert = fixture.alert(series, 30, 9);
        Verdict given = fixture.desk
                .verdicts()
                .give(
                        alert,
                        new VerdictInput(
                                VerdictKind.EXPECTED,
                                "the sale",
                                "",
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.of(Every.YEAR)),
                        "anna");
        CalendarEvent event = fixture.desk.calendar().all().stream()
                .filter(one -> one.title().equals("the sale"))
                .findFirst()
                .orElseThrow();
        assertThat(event.covers(series)).isTrue();
        assertThat(event.covers(fixture.series("orders", "FR"))).isFalse();
        assertThat(event.schedule()).isInstanceOf(Schedule.Repeating.class);
        fixture.desk.verdicts().undo(given.id(), "", "anna");
        assertThat(fixture.desk.calendar().all()).doesNotContain(event);
    }
}
