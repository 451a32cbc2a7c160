// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.format;

import java.time.Duration;
import java.time.Instant;

/** Durations and relative times in words: "1 h 50 min", "12 min ago". */
public final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** The two largest parts while they say something: seconds below a minute, minutes below 2 hours, hours below 3 days. */
    public static String words(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < 2 * HOUR) {
            return two(seconds / HOUR, " h", seconds % HOUR / MINUTE, " min");
        }
        if (seconds < DAY) {
            return seconds / HOUR + " h";
        }
        if (seconds < 3 * DAY) {
            return two(seconds / DAY, " d", seconds % DAY / HOUR, " h");
        }
        return Numbers.count((double) (seconds / DAY)) + " d";
    }

    /** "just now" below a minute; a time to come is "in 5 min". */
    public static String ago(Instant then, Instant now) {
        Duration span = Duration.between(then, now);
        if (span.abs().toSeconds() < MINUTE) {
            return "just now";
        }
        return span.isNegative() ? "in " + words(span.negated()) : words(span) + " ago";
    }

    private static String two(long first, String firstUnit, long second, String secondUnit) {
        return second == 0 ? first + firstUnit : first + firstUnit + " " + second + secondUnit;
    }
}
