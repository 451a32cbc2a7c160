// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as people and programs write them.
 *
 * <p>Two forms: ISO-8601 ({@code 2026-03-01T12:30:00Z}, {@code 2026-03-01 12:30:00.25+01:00}, a date alone), or a number
 * since 1970 in UTC whose size tells its unit: seconds below 10^11 (the year 5138), milliseconds below 10^14, microseconds
 * below 10^17, nanoseconds from there. A number may have a fraction. What is finer than a microsecond is cut off.
 */
public final class Timestamps {
    private static final int FULL = "2026-03-01T12:30:00".length();
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSSSSSSSS]]][XXX][XX][X]", Locale.ROOT);
    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long MILLIS_BELOW = 1_000L * SECONDS_BELOW;
    private static final long MICROS_BELOW = 1_000L * MILLIS_BELOW;

    private Timestamps() {}

    /**
     * @return UTC microseconds since 1970
     * @throws IllegalArgumentException naming the text; also where it has neither offset nor Z
     */
    public static long parse(String text) {
        return parse(text, null);
    }

    /**
     * As {@link #parse(String)}, and reads a time without offset on the wall clock of {@code zone}: of a repeated hour the
     * first, of a skipped one as many minutes later.
     */
    public static long parse(String text, @Nullable ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("the timestamp is empty");
        }
        return isNumber(trimmed) ? number(trimmed) : iso(trimmed, zone);
    }

    /** The rule for numbers, for one without fraction. */
    public static long ofNumber(long number) {
        long size = Math.abs(number);
        if (size < 0 || size >= MICROS_BELOW) {
            return Math.floorDiv(number, 1_000L);
        }
        if (size < SECONDS_BELOW) {
            return number * Micros.SECOND;
        }
        return size < MILLIS_BELOW ? number * 1_000L : number;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && (c == '-' || c == '+');
            if (!sign && c != '.' && c != 'e' && c != 'E' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static long number(String text) {
        try {
            if (text.length() <= 18 && text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                return ofNumber(Long.parseLong(text));
            }
            BigDecimal exact = text.length() <= 40 ? new BigDecimal(text) : tooLong(text);
            if (exact.precision() - exact.scale() > 19) {
                throw broken(text, "it is beyond what a time can hold");
            }
            long whole = exact.setScale(0, RoundingMode.DOWN).longValueExact();
            long size = Math.abs(whole);
            int shift = size < SECONDS_BELOW ? 6 : size < MILLIS_BELOW ? 3 : size < MICROS_BELOW ? 0 : -3;
            return exact.scaleByPowerOfTen(shift)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw broken(text, "it is neither ISO-8601 nor a number since 1970");
        }
    }

    private static BigDecimal tooLong(String text) {
        throw broken(text, "a number has at most 40 characters here");
    }

    private static long iso(String text, @Nullable ZoneId zone) {
        if (text.length() == FULL + 1 && text.charAt(FULL) == 'Z') {
            return plain(text);
        }
        String normal = text.length() > 10 && (text.charAt(10) == ' ' || text.charAt(10) == 't')
                ? text.substring(0, 10) + 'T' + text.substring(11)
                : text;
        try {
            return Micros.of(instant(fractionOfNine(normal.strip()), zone, text));
        } catch (DateTimeException | ArithmeticException e) {
            throw broken(text, "use ISO-8601 such as 2026-03-01T12:30:00Z, or a number since 1970");
        }
    }

    private static Instant instant(String text, @Nullable ZoneId zone, String given) {
        TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (parsed) {
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(required(zone, given)).toInstant();
            case LocalDate date -> date.atStartOfDay(required(zone, given)).toInstant();
            default -> throw broken(given, "it is no time");
        };
    }

    private static ZoneId required(@Nullable ZoneId zone, String text) {
        if (zone == null) {
            throw broken(text, "it needs an offset: end it with Z for UTC, or with one such as +01:00");
        }
        return zone;
    }

    /** The formatter knows fractions of 9 digits; others are padded or cut. */
    private static String fractionOfNine(String text) {
        int point = Math.max(text.indexOf('.'), text.indexOf(','));
        if (point < FULL) {
            return text;
        }
        int end = point + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        String digits = text.substring(point + 1, end);
        if (digits.isEmpty()) {
            return text;
        }
        String nine = (digits + "000000000").substring(0, 9);
        return text.substring(0, point) + '.' + nine + text.substring(end);
    }

    /** The common form without the formatter, which would take most of the time that reading a file takes. */
    private static long plain(String text) {
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            throw broken(text, "use ISO-8601 such as 2026-03-01T12:30:00Z, or a number since 1970");
        }
        try {
            long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2))
                    .toEpochDay();
            int hour = digits(text, 11, 2);
            int minute = digits(text, 14, 2);
            int second = digits(text, 17, 2);
            if (hour > 23 || minute > 59 || second > 59) {
                throw broken(text, "a day has 24 hours of 60 minutes of 60 seconds");
            }
            return (day * 86_400 + hour * 3_600L + minute * 60L + second) * Micros.SECOND;
        } catch (DateTimeException e) {
            throw broken(text, String.valueOf(e.getMessage()));
        }
    }

    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw broken(text, "character " + (i + 1) + " should be a digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static IllegalArgumentException broken(String text, String why) {
        String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return new IllegalArgumentException("timestamp \"" + shown + "\": " + why);
    }
}
