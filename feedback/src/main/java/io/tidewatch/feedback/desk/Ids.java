// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ids and times as they stand in addresses. */
public final class Ids {
    private Ids() {}

    /** @throws TidewatchException where no alert can have this id */
    public static AlertId alert(String text) {
        try {
            return new AlertId(text);
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(
                    ErrorCode.NOT_FOUND, "no alert \"" + shortened(text) + "\": an id has 32 hexadecimal digits", e);
        }
    }

    /** @throws TidewatchException where no series can have this id */
    public static SeriesId series(String text) {
        return new SeriesId(number("series", text));
    }

    /** @throws TidewatchException where it is no whole number */
    public static long verdict(String text) {
        return number("verdict", text);
    }

    /** @throws TidewatchException where it is no whole number */
    public static long request(String text) {
        return number("request", text);
    }

    /** @throws TidewatchException where it is no whole number */
    public static long replay(String text) {
        return number("replay", text);
    }

    /** @throws TidewatchException where it is no whole number */
    public static long delivery(String text) {
        return number("delivery", text);
    }

    private static long number(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TidewatchException(
                    ErrorCode.NOT_FOUND, "no " + what + " \"" + shortened(text) + "\": its id is a whole number", e);
        }
    }

    /** @throws TidewatchException where it is no date */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "\"" + shortened(text) + "\" is no date. Write it as 2026-03-01.", e);
        }
    }

    /** ISO-8601 with a zone, or nothing. */
    public static OptionalLong time(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Micros.of(Instant.parse(text.strip())));
        } catch (DateTimeException | ArithmeticException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    what + " \"" + shortened(text) + "\" is no time. Write it as 2026-03-01T12:00:00Z.",
                    e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
