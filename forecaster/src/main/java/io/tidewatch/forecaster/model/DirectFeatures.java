// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * What {@link DirectRidge} sees of the rows before an origin, for a target {@code lead} cycles ahead. Every feature is a
 * difference, so that all vanish for a constant series and the level never matters.
 */
final class DirectFeatures {
    private final Rows rows;
    private final double[] y;
    private final int cycle;
    private final int lead;
    private final int weekBack;
    private final boolean weekly;
    private final double shortDecay;
    private final double longDecay;
    private int origin;
    private double today;
    private double dayChange;
    private double dayOverWeek;
    private double weekChange;
    private double lastDayError;
    private double lastWeekError;
    private double recentDayError;
    private double recentWeekError;

    DirectFeatures(Rows rows, int lead) {
        this.rows = rows;
        this.y = rows.y();
        this.cycle = rows.cycle();
        this.lead = lead;
        this.weekly = rows.week() > 0;
        this.weekBack = weekly ? rows.week() * Math.ceilDiv(lead * cycle, rows.week()) : 0;
        double rowsPerHour = Math.max(rows.rowsPerDay() / 24, cycle / 168.0);
        this.shortDecay = Math.exp(-1 / (3 * rowsPerHour));
        this.longDecay = Math.exp(-1 / (20 * rowsPerHour));
    }

    /** How much each row of the cycle counts: less where today differs much from yesterday anyway. */
    static double[] weights(Rows rows) {
        int cycle = rows.cycle();
        double[] error = new double[cycle];
        double total = 0;
        for (int i = cycle; i < rows.size(); i++) {
            double e = Math.abs(rows.y()[i] - rows.y()[i - cycle]);
            error[i % cycle] += e;
            total += e;
        }
        double mean = total / cycle;
        double[] weight = new double[cycle];
        for (int s = 0; s < cycle; s++) {
            weight[s] = mean > 0 ? mean / (0.5 * mean + 0.5 * error[s] + 1e-12) : 1;
        }
        return weight;
    }

    int size() {
        return weekly ? 18 : 9;
    }

    /** Rows needed before an origin. */
    int history() {
        return weekly ? weekBack + Math.max(rows.week(), lead * cycle) + 2 : (lead + 2) * cycle + 2;
    }

    void at(int origin) {
        this.origin = origin;
        today = rows.mean(origin - cycle, origin);
        dayChange = today - rows.mean(origin - 2 * cycle, origin - cycle);
        int recent = Math.max(1, Math.min(cycle / 8, 3));
        lastDayError = y[origin - 1] - y[origin - 1 - cycle];
        recentDayError = rows.mean(origin - recent, origin) - rows.mean(origin - recent - cycle, origin - cycle);
        if (weekly) {
            int week = rows.week();
            double thisWeek = rows.mean(origin - week, origin);
            dayOverWeek = today - thisWeek;
            weekChange = thisWeek - rows.mean(Math.max(0, origin - 2 * week), origin - week);
            lastWeekError = y[origin - 1] - y[origin - 1 - week];
            recentWeekError = rows.mean(origin - recent, origin) - rows.mean(origin - recent - week, origin - week);
        }
    }

    /** The latest known value of the same row of the cycle, {@code k} rows after the origin. */
    double base(int k) {
        return y[origin + k - lead * cycle];
    }

    void fill(int k, double[] x) {
        int target = origin + k;
        int last = target - lead * cycle;
        double base = y[last];
        double sooner = Math.pow(shortDecay, k + 1);
        double later = Math.pow(longDecay, k + 1);
        x[0] = base - y[last - cycle];
        x[1] = y[last - cycle] - y[last - 2 * cycle];
        x[2] = neighbours(last);
        x[3] = dayChange;
        x[4] = sooner * lastDayError;
        x[5] = later * lastDayError;
        x[6] = sooner * recentDayError;
        x[7] = later * recentDayError;
        x[8] = today - base;
        if (weekly) {
            int week = target - weekBack;
            x[9] = y[week] - base;
            x[10] = y[week - rows.week()] - base;
            x[11] = neighbours(week);
            x[12] = dayOverWeek;
            x[13] = weekChange;
            x[14] = sooner * lastWeekError;
            x[15] = later * recentWeekError;
            x[16] = y[week] - y[week - lead * cycle];
            x[17] = neighbours(week - lead * cycle);
        }
    }

    private double neighbours(int i) {
        double right = i + 1 < origin ? y[i + 1] : y[i];
        double left = i > 0 ? y[i - 1] : y[i];
        return left + right - 2 * y[i];
    }
}
