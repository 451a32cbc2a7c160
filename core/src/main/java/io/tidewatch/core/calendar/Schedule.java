// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.calendar;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** When an event takes place; also in the past, for what was entered afterwards. */
public sealed interface Schedule {
    /** The longest an event may last. */
    Duration MAX_LENGTH = Duration.ofDays(92);

    /**
     * Each time that it takes place and that overlaps a range, in order.
     *
     * @param from UTC microseconds
     * @param to UTC microseconds, not included
     * @param zone of the KPI, whose wall clock repetitions follow
     */
    List<TimeRange> occurrences(long from, long to, ZoneId zone);

    /** At one time. */
    record Once(TimeRange range) implements Schedule {
        public Once {
            requireLength(Micros.toDuration(range.to() - range.from()));
        }

        @Override
        public List<TimeRange> occurrences(long from, long to, ZoneId zone) {
            return range.from() < to && range.to() > from ? List.of(range) : List.of();
        }
    }

    /**
     * Again and again on the wall clock of the KPI.
     *
     * @param first when it first begins
     * @param last the last day on which it begins; for ever where empty
     */
    record Repeating(LocalDateTime first, Duration length, Every every, Optional<LocalDate> last) implements Schedule {
        public Repeating {
            requireLength(length);
            if (last.isPresent() && last.get().isBefore(first.toLocalDate())) {
                throw new IllegalArgumentException(
                        "an event can't repeat until " + last.get() + ", before it first begins at " + first);
            }
        }

        @Override
        public List<TimeRange> occurrences(long from, long to, ZoneId zone) {
            List<TimeRange> found = new ArrayList<>();
            LocalDateTime earliest =
                    Micros.toInstant(from).atZone(zone).toLocalDateTime().minus(length);
            for (long times = every.before(first, earliest); ; times++) {
                LocalDateTime begins = every.after(first, times);
                long begin = Micros.of(begins.atZone(zone).toInstant());
                if (begin >= to
                        || last.filter(day -> begins.toLocalDate().isAfter(day)).isPresent()) {
                    return List.copyOf(found);
                }
                long end = Micros.of(begins.plus(length).atZone(zone).toInstant());
                if (end > from) {
                    found.add(new TimeRange(begin, Math.max(begin, end)));
                }
            }
        }
    }

    /**
     * On the public holidays of a country. The forecaster alone knows them, by their local dates; so there are no occurrences.
     *
     * @param country ISO 3166, two capital letters
     */
    record PublicHolidays(String country) implements Schedule {
        private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

        public PublicHolidays {
            if (!CODE.matcher(country).matches()) {
                throw new IllegalArgumentException(
                        "a country is two capital letters such as DE, not \"" + country + "\"");
            }
        }

        @Override
        public List<TimeRange> occurrences(long from, long to, ZoneId zone) {
            return List.of();
        }
    }

    private static void requireLength(Duration length) {
        if (length.isZero() || length.isNegative() || length.compareTo(MAX_LENGTH) > 0) {
            throw new IllegalArgumentException("an event lasts longer than nothing and at most " + MAX_LENGTH.toDays()
                    + " days, not " + length + "; enter a new normal by a verdict");
        }
    }
}
