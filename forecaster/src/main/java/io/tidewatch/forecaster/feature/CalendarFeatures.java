// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

/**
 * Harmonics of the day and of the week and a slow trend, for one row of the grid. One definition serves training and
 * serving; a change to it raises {@link #VERSION}, which is stored with each model.
 *
 * @param cycle rows of the short season
 * @param week rows of the long season; 0 for none
 * @param year rows of a year, for histories that span more than one; 0 for none
 */
public record CalendarFeatures(int cycle, int week, double year) {
    /** 2: harmonics of the month and the year. */
    public static final int VERSION = 2;

    private static final int DAILY = 8;
    private static final int WEEKLY = 12;
    private static final int YEARLY = 3;
    private static final int MONTHLY = 2;

    public int size() {
        return 2 + 2 * daily() + 2 * weekly() + (year > 0 ? 2 * (YEARLY + MONTHLY) : 0);
    }

    /**
     * @param row counted from the origin, so that the features of equally long histories are the same for every series
     * @param span rows of the history; the trend is 0 at the origin and -1 at its start
     */
    public void fill(int row, int span, double[] x) {
        x[0] = 1;
        x[1] = Math.min(0, (double) row / span);
        int i = 2;
        for (int j = 1; j <= daily(); j++) {
            double angle = 2 * Math.PI * j * Math.floorMod(row, cycle) / cycle;
            x[i++] = Math.sin(angle);
            x[i++] = Math.cos(angle);
        }
        for (int j = 1, used = 0; used < weekly(); j++) {
            if (j % (week / cycle) != 0) { // the others are harmonics of the day
                double angle = 2 * Math.PI * j * Math.floorMod(row, week) / week;
                x[i++] = Math.sin(angle);
                x[i++] = Math.cos(angle);
                used++;
            }
        }
        for (int j = 1; year > 0 && j <= YEARLY + MONTHLY; j++) {
            int waves = j <= YEARLY ? j : 12 * (j - YEARLY);
            double angle = 2 * Math.PI * waves * row / year;
            x[i++] = Math.sin(angle);
            x[i++] = Math.cos(angle);
        }
    }

    private int daily() {
        return Math.min(DAILY, (cycle - 1) / 2);
    }

    private int weekly() {
        return week > cycle ? WEEKLY : 0;
    }
}
