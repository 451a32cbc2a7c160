// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.forecaster.feature.Holidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A holiday is a Sunday: past holidays are moved to what a plain day of that weekday shows, so that no model learns
 * them, and coming ones to what a Sunday shows. Both moves are differences of the median profiles of the weekdays.
 */
final class HolidayShift {
    private static final int LEAST_WEEKS = 3;
    private static final int MOST_WEEKS = 8;

    private final Grid grid;
    private final Holidays holidays;
    private final int rowsPerDay;

    HolidayShift(Grid grid, Holidays holidays) {
        this.grid = grid;
        this.holidays = holidays;
        this.rowsPerDay = (int) Math.max(1, Grid.DAY / grid.step());
    }

    /** The rows with past holidays made plain days; the rows themselves where there are none or too few weeks. */
    double[] plain(double[] y) {
        if (holidays.isNone() || y.length < LEAST_WEEKS * 7 * rowsPerDay) {
            return y;
        }
        double[] plain = y.clone();
        for (int i = 0; i < y.length; i++) {
            if (isShifted(i)) {
                plain[i] += usual(y, i, y.length) - sunday(y, i, y.length);
            }
        }
        return plain;
    }

    /** What to add to the expected value of a row after the end of the plain rows. */
    double ahead(double[] plain, int step) {
        int row = plain.length + step;
        if (holidays.isNone() || plain.length < LEAST_WEEKS * 7 * rowsPerDay || !isShifted(row)) {
            return 0;
        }
        return sunday(plain, row, plain.length) - usual(plain, row, plain.length);
    }

    private boolean isShifted(int row) {
        LocalDate date = date(row);
        return date.getDayOfWeek() != DayOfWeek.SUNDAY && holidays.isHoliday(date);
    }

    private LocalDate date(int row) {
        return LocalDate.ofEpochDay(Math.floorDiv(grid.origin() + row * grid.step(), Grid.DAY));
    }

    /** The median of this row of the day on plain days of the same weekday. */
    private double usual(double[] y, int row, int before) {
        return median(y, row, before);
    }

    private double sunday(double[] y, int row, int before) {
        return median(y, row - date(row).getDayOfWeek().getValue() * rowsPerDay, before);
    }

    /** Over the weeks before {@code before} and, for early rows, after the row; without holidays. */
    private double median(double[] y, int row, int before) {
        int week = 7 * rowsPerDay;
        double[] values = new double[2 * MOST_WEEKS];
        int count = 0;
        for (int w = -MOST_WEEKS; w < MOST_WEEKS; w++) {
            int i = row + w * week;
            if (i >= 0 && i < before && !holidays.isHoliday(date(i))) {
                values[count++] = y[i];
            }
        }
        return count == 0 ? 0 : Stats.median(Arrays.copyOf(values, count));
    }
}
