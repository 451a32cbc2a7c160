// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.forecast;

/**
 * A conformal interval in multiples of the scale: {@code expected + lower * scale} to {@code expected + upper * scale}
 * holds {@code level} of the healthy points of its weekdays.
 *
 * @param weekdays of the wall clock that it is for, a bit each from Monday, the lowest, to Sunday
 */
public record IntervalQuantile(double level, double lower, double upper, int weekdays) {
    public static final int ALL_WEEKDAYS = 0b111_1111;

    public IntervalQuantile {
        if (!(level > 0 && level < 1) || !(lower <= upper)) {
            throw new IllegalArgumentException("an interval needs a level in (0, 1) and lower <= upper, not " + level
                    + ", " + lower + ", " + upper);
        }
        if (weekdays < 1 || weekdays > ALL_WEEKDAYS) {
            throw new IllegalArgumentException(
                    "an interval needs weekdays, 1 to " + ALL_WEEKDAYS + " as bits, not " + weekdays);
        }
    }

    /** For all weekdays. */
    public IntervalQuantile(double level, double lower, double upper) {
        this(level, lower, upper, ALL_WEEKDAYS);
    }

    /** @param weekday from 0, Monday, to 6 */
    boolean isFor(int weekday) {
        return ((weekdays >> weekday) & 1) == 1;
    }
}
