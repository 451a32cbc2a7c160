// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** On which local dates a country rests; safe to share between threads. */
public final class Holidays {
    private static final Holidays NONE = new Holidays(year -> Set.of());

    private final Function<Integer, Set<LocalDate>> source;
    private final Map<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

    private Holidays(Function<Integer, Set<LocalDate>> source) {
        this.source = source;
    }

    public static Holidays none() {
        return NONE;
    }

    /** Days that somebody marked as such, whatever the country. */
    public static Holidays on(Set<LocalDate> dates) {
        Set<LocalDate> copy = Set.copyOf(dates);
        return new Holidays(year -> copy);
    }

    /**
     * The public holidays of a whole country.
     *
     * @param country ISO 3166 code of two letters, such as {@code DE}
     * @throws TidewatchException if nothing is known of it
     */
    public static Holidays of(String country) {
        String code = country.toLowerCase(Locale.ROOT);
        if (HolidayManager.getSupportedCalendarCodes().stream().noneMatch(code::equalsIgnoreCase)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "no holidays are known for the country '" + country + "': write two letters such as DE");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(code));
        return new Holidays(year -> manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY).stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Days that any of them knows. */
    public static Holidays any(List<Holidays> all) {
        List<Holidays> some =
                all.stream().filter(holidays -> !holidays.isNone()).toList();
        return some.isEmpty()
                ? NONE
                : new Holidays(year -> some.stream()
                        .flatMap(holidays -> holidays.source.apply(year).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether no day can be one, so that nobody need ask. */
    public boolean isNone() {
        return this == NONE;
    }

    public boolean isHoliday(LocalDate date) {
        return byYear.computeIfAbsent(date.getYear(), source).contains(date);
    }
}
