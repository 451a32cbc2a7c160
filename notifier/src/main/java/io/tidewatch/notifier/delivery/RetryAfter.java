// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a receiver says about when to come back: seconds, or a date as HTTP writes it. */
final class RetryAfter {
    /** A receiver that asks for more is asked again then. */
    static final Duration MOST = Duration.ofHours(24);

    private RetryAfter() {}

    /** Empty where it says nothing that can be read. */
    static Optional<Duration> parse(String header, Instant now) {
        return read(header.strip(), now).map(wait -> {
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(MOST) > 0 ? MOST : wait;
        });
    }

    private static Optional<Duration> read(String text, Instant now) {
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
