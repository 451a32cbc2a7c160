// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.calendar;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How often an event comes back. In months that are too short for its day it comes on their last one. */
public enum Every {
    DAY(ChronoUnit.DAYS),
    WEEK(ChronoUnit.WEEKS),
    MONTH(ChronoUnit.MONTHS),
    YEAR(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    Every(ChronoUnit unit) {
        this.unit = unit;
    }

    LocalDateTime after(LocalDateTime first, long times) {
        return first.plus(times, unit);
    }

    /** How many times it has come back before a moment, one too few rather than one too many. */
    long before(LocalDateTime first, LocalDateTime moment) {
        return Math.max(0, unit.between(first, moment) - 1);
    }

    /** As it stands in the database and in the API. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the text and what may stand there */
    public static Every ofSlug(String slug) {
        for (Every every : values()) {
            if (every.slug().equals(slug)) {
                return every;
            }
        }
        throw new IllegalArgumentException("an event repeats every day, week, month or year, not \"" + slug + "\"");
    }
}
