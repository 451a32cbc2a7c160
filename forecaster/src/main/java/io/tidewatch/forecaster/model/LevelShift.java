// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;

/**
 * Moves what lies before a lasting jump of the level to the level after it, so that the seasons of the old days still
 * teach and their level no longer does.
 */
final class LevelShift {
    private static final int WEEK = 7;
    private static final int LEAST_CYCLES_SINCE = 2;
    private static final double CERTAIN = 8;

    /** The day after a jump seems to jump as much, so a later one must be larger by more than noise. */
    private static final double CLEARLY = 1.25;

    private LevelShift() {}

    /** A copy with its largest certain jump taken out; the rows themselves where there is none. */
    static double[] adjust(double[] y, int cycle) {
        int cycles = y.length / cycle;
        if (cycles < 3 * WEEK || cycle < 4) {
            return y;
        }
        double[] median = new double[cycles];
        int skip = y.length - cycles * cycle;
        for (int c = 0; c < cycles; c++) {
            median[c] = Stats.median(Arrays.copyOfRange(y, skip + c * cycle, skip + (c + 1) * cycle));
        }
        double noise = noise(median);
        int at = -1;
        double jump = 0;
        for (int c = WEEK; c <= cycles - LEAST_CYCLES_SINCE; c++) {
            double size = jump(median, c);
            if (Math.abs(size) > CERTAIN * noise && Math.abs(size) > CLEARLY * Math.abs(jump)) {
                at = c;
                jump = size;
            }
        }
        if (at < 0) {
            return y;
        }
        double[] moved = y.clone();
        for (int i = 0; i < skip + at * cycle; i++) {
            moved[i] += jump;
        }
        return moved;
    }

    private static double noise(double[] median) {
        double[] change = new double[median.length - WEEK];
        for (int c = WEEK; c < median.length; c++) {
            change[c - WEEK] = Math.abs(median[c] - median[c - WEEK]);
        }
        return 1.4826 * Stats.median(change) + 1e-9 * (1 + Math.abs(median[0]));
    }

    /** How far the cycles from {@code c} on lie beyond their namesakes of the week before; 0 unless all agree and stay. */
    private static double jump(double[] median, int c) {
        int days = Math.min(WEEK, median.length - c);
        double[] change = new double[days];
        for (int d = 0; d < days; d++) {
            change[d] = median[c + d] - median[c + d - WEEK];
        }
        double size = Stats.median(change);
        for (double one : change) {
            if (one * size <= 0 || Math.abs(one) < 0.5 * Math.abs(size)) {
                return 0;
            }
        }
        for (int d = c + days; d < median.length && d < c + 2 * WEEK; d++) {
            if ((median[d] - median[d - 2 * WEEK]) * size < 0.5 * size * size) {
                return 0; // it went back: an incident or a holiday, which the cleaner or the calendar explains
            }
        }
        return size;
    }
}
