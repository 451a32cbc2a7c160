// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90m}, {@code 24h}, {@code 7d}, {@code 2w} or ISO-8601 such as {@code PT24H}. */
final class DurationParser implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Duration duration = parse(text.strip().toLowerCase(Locale.ROOT));
        if (duration.isNegative() || duration.isZero()) {
            throw new TypeConversionException("a duration must be positive, such as 24h, not '" + text + "'");
        }
        return duration;
    }

    private static Duration parse(String text) {
        try {
            if (text.startsWith("p")) {
                return Duration.parse(text);
            }
            long number = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                case 'd' -> Duration.ofDays(number);
                case 'w' -> Duration.ofDays(Math.multiplyExact(number, 7));
                default -> throw new NumberFormatException();
            };
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no duration: write a number and s, m, h, d or w, such as 24h");
        }
    }
}
