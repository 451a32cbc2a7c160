// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WallClockTest {
    @Test
    void agrees_with_the_zone_rules_at_any_time_in_any_order() {
        Random random = new Random(3);
        for (String id : List.of(
                "UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "+05:30")) {
            ZoneId zone = ZoneId.of(id);
            WallClock clock = new WallClock(zone);
            for (int i = 0; i < 3000; i++) {
                long micros = random.nextLong(0, 100L * 365 * Micros.DAY);
                ZonedDateTime local = Micros.toInstant(micros).atZone(zone);
                assertThat(clock.day(micros))
                        .as("%s", local)
                        .isEqualTo(local.toLocalDate().toEpochDay());
                assertThat(clock.timeOfDay(micros))
                        .isEqualTo(local.toLocalTime().toNanoOfDay() / 1000);
                assertThat(clock.midnight(micros))
                        .isEqualTo(Micros.of(
                                local.toLocalDate().atStartOfDay().atZone(zone).toInstant()));
            }
        }
    }

    @Test
    void a_repeated_hour_shares_its_slots_and_a_skipped_one_is_absent() {
        WallClock clock = new WallClock(ZoneId.of("Europe/Berlin"));
        long once = Micros.of(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(clock.slot(once, Micros.HOUR)).isEqualTo(2);
        assertThat(clock.slot(once + Micros.HOUR, Micros.HOUR)).isEqualTo(2);
        long before = Micros.of(Instant.parse("2026-03-29T00:30:00Z"));
        assertThat(clock.slot(before, Micros.HOUR)).isEqualTo(1);
        assertThat(clock.slot(before + Micros.HOUR, Micros.HOUR)).isEqualTo(3);
    }

    @Test
    void the_transition_itself_belongs_to_the_new_offset() {
        WallClock clock = new WallClock(ZoneId.of("Europe/Berlin"));
        long transition = Micros.of(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(clock.timeOfDay(transition)).isEqualTo(3 * Micros.HOUR);
        assertThat(clock.timeOfDay(transition - 1)).isEqualTo(2 * Micros.HOUR - 1);
        assertThat(clock.timeOfDay(transition)).isEqualTo(3 * Micros.HOUR);
    }
}
