// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

/**
 * Harmonics of the day and of the week and a slow trend, for one row of the grid. One definition serves training and
 * serving; a change to it raises {@link #VERSION}, which is stored with each model.
 *
 * @param cycle rows of the short season
 * @param week rows of the long season; 0 for none
 */
public record CalendarFeatures(int cycle, int week) {
    public static final int VERSION = 1;

    private static final int DAILY = 8;
    private static final int WEEKLY = 12;

    public int size() {
        return 2 + 2 * daily() + 2 * weekly();
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
    }

    private int daily() {
        return Math.min(DAILY, (cycle - 1) / 2);
    }

    private int weekly() {
        return week > cycle ? WEEKLY : 0;
    }
}
