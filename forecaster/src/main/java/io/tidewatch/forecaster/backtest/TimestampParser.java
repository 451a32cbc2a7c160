// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Reads a time: ISO-8601 with or without an offset (UTC where it has none), a date alone, or an epoch number whose unit
 * follows from its size (seconds, milliseconds, microseconds, nanoseconds).
 */
final class TimestampParser {
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private TimestampParser() {}

    /** UTC microseconds; empty if the text is no time. */
    static OptionalLong micros(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(isNumber(trimmed) ? epoch(trimmed) : iso(trimmed.replace(' ', 'T')));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isNumber(String text) {
        return text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    private static long epoch(String text) {
        if (text.indexOf('.') >= 0) {
            return Math.round(Double.parseDouble(text) * 1e6);
        }
        long number = Long.parseLong(text);
        long size = Math.abs(number);
        if (size < SECONDS_BELOW) {
            return Math.multiplyExact(number, 1_000_000L);
        }
        if (size < SECONDS_BELOW * 1_000) {
            return Math.multiplyExact(number, 1_000L);
        }
        return size < SECONDS_BELOW * 1_000_000 ? number : number / 1_000;
    }

    private static long iso(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).toEpochDay() * 86_400_000_000L;
        }
        int time = text.indexOf('T');
        boolean offset = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        OffsetDateTime at =
                offset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
        return Math.addExact(Math.multiplyExact(at.toEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}
