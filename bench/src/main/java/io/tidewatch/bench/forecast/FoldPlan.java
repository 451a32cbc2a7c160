// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.forecaster.model.Grid;
import io.tidewatch.forecaster.model.History;
import io.tidewatch.forecaster.model.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which rows of a file are forecast from which, counted from 0; R is given the same plan.
 *
 * @param first of the history that R sees, eight weeks or two years of days; Tidewatch takes as much by itself
 * @param from first row forecast
 * @param to row after the last one forecast
 */
record FoldPlan(Path file, String series, int fold, int first, int from, int to, int cycle, int week) {
    static final String HEADER = "file,series,fold,first,from,to,cycle,week";
    private static final int WEEKS = 8;
    private static final int DAYS_DAILY = 730;

    /** One fold: the last {@code horizon} rows. */
    static List<FoldPlan> last(Path file, String series, History history, int horizon) {
        return List.of(plan(file, series, history, 0, history.size() - horizon, horizon));
    }

    /** Up to {@code most} folds of a day, spread evenly over the last fifth. */
    static List<FoldPlan> rolling(Path file, String series, History history, int most) {
        int day = Resolution.of(Grid.usualStep(history.micros())).rowsPerDay();
        int days = history.size() / 5 / day;
        int folds = Math.min(most, days);
        List<FoldPlan> plans = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int from = history.size() - day - fold * days / folds * day;
            plans.add(plan(file, series, history, fold, from, day));
        }
        return plans;
    }

    private static FoldPlan plan(Path file, String series, History history, int fold, int from, int horizon) {
        Resolution resolution = Resolution.of(Grid.usualStep(history.micros()));
        int most = resolution.isDaily() ? DAYS_DAILY : WEEKS * 7 * resolution.rowsPerDay();
        int week = resolution.isDaily() ? 0 : 7 * resolution.cycle();
        return new FoldPlan(
                file, series, fold, Math.max(0, from - most), from, from + horizon, resolution.cycle(), week);
    }

    /** As R reads it, counting from 1 and including the last row. */
    String line() {
        return String.format(
                Locale.ROOT, "%s,%s,%d,%d,%d,%d,%d,%d", file, series, fold, first + 1, from + 1, to, cycle, week);
    }
}
