// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.alert.Severity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * When people sleep. What happens meanwhile is told afterwards, if it is still going on then.
 *
 * @param days on which it begins; empty means every day
 * @param from local time at which it begins
 * @param to local time at which it ends, on the next day where that is not later than {@code from}
 * @param wake what is at least so severe is told at once
 */
public record QuietHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Severity wake) {
    public QuietHours {
        days = Set.copyOf(days);
    }

    /** Empty where it is not quiet; otherwise when it ends. */
    public Optional<Instant> until(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return endOf(today, now).or(() -> endOf(today.minusDays(1), now));
    }

    private Optional<Instant> endOf(LocalDate day, Instant now) {
        if (!days.isEmpty() && !days.contains(day.getDayOfWeek())) {
            return Optional.empty();
        }
        // As the wall clock shows it: a time that a zone's change skips or repeats is the one java.time chooses.
        Instant begins = ZonedDateTime.of(day, from, zone).toInstant();
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        Instant ends = ZonedDateTime.of(lastDay, to, zone).toInstant();
        return !now.isBefore(begins) && now.isBefore(ends) ? Optional.of(ends) : Optional.empty();
    }
}
