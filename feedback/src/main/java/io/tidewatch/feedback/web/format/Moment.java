// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.format;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as a page shows it.
 *
 * @param iso UTC, for the {@code datetime} attribute and the script that keeps the words current
 * @param exact with weekday, date and zone, for the hover and for copying
 * @param ago relative to now
 * @param clock the time of day, with the date in front of it where that is not today
 */
public record Moment(String iso, String exact, String ago, String clock) {
    private static final DateTimeFormatter EXACT = pattern("EEE d MMM uuuu HH:mm:ss");
    private static final DateTimeFormatter SAME_YEAR = pattern("EEE d MMM HH:mm");
    private static final DateTimeFormatter OTHER_YEAR = pattern("d MMM uuuu HH:mm");
    private static final DateTimeFormatter CLOCK = pattern("HH:mm");
    private static final DateTimeFormatter DAY = pattern("d MMM");
    private static final DateTimeFormatter DAY_OF_YEAR = pattern("d MMM uuuu");

    public static Moment of(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        return new Moment(
                time.toString(), EXACT.format(local) + " " + zone.getId(), Spans.ago(time, now), clock(local, now));
    }

    /** The day alone, "3 Nov", with the year where it is another one. */
    public static String day(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        return (sameYear(local, now) ? DAY : DAY_OF_YEAR).format(local);
    }

    private static String clock(ZonedDateTime local, Instant now) {
        LocalDate today = now.atZone(local.getZone()).toLocalDate();
        if (local.toLocalDate().equals(today)
                && Duration.between(local.toInstant(), now).toDays() < 1) {
            return CLOCK.format(local);
        }
        return (sameYear(local, now) ? SAME_YEAR : OTHER_YEAR).format(local);
    }

    private static boolean sameYear(ZonedDateTime local, Instant now) {
        return local.getYear() == now.atZone(local.getZone()).getYear();
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
