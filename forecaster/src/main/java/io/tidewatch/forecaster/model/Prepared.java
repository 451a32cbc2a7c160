// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.forecaster.feature.Holidays;
import io.tidewatch.forecaster.season.SeasonFinder;

/**
 * A history made ready: on its grid, cleaned, cut into blocks, perhaps in logs or roots; with the origins to learn from.
 *
 * @param truth cleaned rows at the forecast's own step, what errors are measured against
 * @param weight how much each row of {@code truth} counts in errors
 * @param blocks cleaned rows that the models see, before the link
 * @param skip rows of {@code truth} before the first whole block
 */
@SuppressWarnings("ArrayRecordComponent")
record Prepared(
        Resolution resolution,
        double[] truth,
        double[] weight,
        double[] blocks,
        int skip,
        Link link,
        Task task,
        HolidayShift holidays) {
    private static final int PAST_ORIGINS = 24;
    private static final int PAST_ORIGINS_DAILY = 60;
    private static final int YEARS_DAILY = 730;
    private static final int DAYS_OF_YEAR = 366;

    static Prepared of(History history, Resolution resolution, long end, int horizon, int mostDays, Holidays calendar) {
        int limit = resolution.isDaily() ? YEARS_DAILY : mostDays * resolution.rowsPerDay();
        long available = Math.ceilDiv(end - history.micros()[0], resolution.step());
        int rows = (int) Math.clamp(available, 1, limit);
        int longest = resolution.isDaily() ? resolution.cycle() : 7 * resolution.cycle();
        Grid grid = Grid.of(history, resolution.step(), end, resolution.cycle(), longest, rows)
                .steadied(resolution.cycle());
        HolidayShift holidays = new HolidayShift(grid, calendar);
        double[] clean = Cleaner.clean(holidays.plain(grid.y()), resolution.cycle());
        double[] truth = resolution.isDaily() ? clean : LevelShift.adjust(clean, resolution.cycle());
        int block = Math.min(resolution.block(), rows);
        Grid modelled = new Grid(grid.origin(), grid.step(), truth, grid.weight()).blocks(block);
        double[] blocks = modelled.y();
        int usual = Math.max(1, Math.min(resolution.cycle() / block, blocks.length));
        int cycle = SeasonFinder.find(blocks, usual, resolution.isDaily() ? 0 : 7 * usual);
        Link link = Link.of(blocks, cycle);
        double[] y = link.to(blocks);
        int rowsPerDay = Math.max(1, resolution.rowsPerDay() / block);
        int week = resolution.isDaily() || cycle != usual || y.length < 16 * cycle ? 0 : 7 * cycle;
        Rows all = new Rows(y, modelled.weight(), cycle, week, rowsPerDay);
        int[] origins = origins(all, rowsPerDay, resolution.isDaily() ? PAST_ORIGINS_DAILY : PAST_ORIGINS);
        Task task = new Task(all, origins, Math.ceilDiv(horizon, block));
        return new Prepared(
                resolution, truth, grid.weight(), blocks, rows - blocks.length * block, link, task, holidays);
    }

    /** The end and up to {@code most} origins before it, a day apart, each with seasons enough before it. */
    private static int[] origins(Rows rows, int spacing, int most) {
        int n = rows.size();
        int least = Math.max(2 * rows.longest() + 2 * rows.cycle(), n / 3);
        int past = Math.clamp((n - least) / spacing, 0, most);
        int[] origins = new int[past + 1];
        for (int o = 0; o <= past; o++) {
            origins[o] = n - (past - o) * spacing;
        }
        return origins;
    }

    int block() {
        return task.rows().size() == 0 ? 1 : (truth.length - skip) / task.rows().size();
    }

    /** The row of {@code truth} at which the forecast of this origin begins. */
    int start(int origin) {
        return skip + task.origins()[origin] * block();
    }

    /** What became of the forecasts of an origin: actual - path; not a number past the end of the history. */
    double[] residuals(int origin, double[] path) {
        int from = start(origin);
        double[] residuals = new double[path.length];
        for (int k = 0; k < path.length; k++) {
            residuals[k] = from + k < truth.length ? truth[from + k] - path[k] : Double.NaN;
        }
        return residuals;
    }

    /** The weighted mean absolute residual of the forecast of an origin. */
    double error(int origin, double[] residuals) {
        return PastError.mean(residuals, 0, residuals.length, weight, start(origin));
    }

    /** As {@link #error}, in each part of the horizon. */
    double[] errorByPart(int origin, double[] residuals) {
        return Blend.byPart(residuals, weight, start(origin));
    }

    /** The mean over days of the weighted mean absolute residual of yesterday's value. */
    double naiveError(int horizon) {
        double[][] days = naiveResiduals(horizon);
        double sum = 0;
        for (int d = 0; d < days.length; d++) {
            sum += PastError.mean(days[d], 0, horizon, weight, truth.length - (days.length - d) * horizon);
        }
        return sum / days.length;
    }

    /** What to add to the expected value at a step of the forecast itself, for a holiday. */
    double holidayShift(int step) {
        return holidays.ahead(truth, step);
    }

    /** Where no origin lies in the past: how the rows differ from their namesakes of the cycle before. */
    double[][] naiveResiduals(int horizon) {
        int cycle = truth.length > resolution.cycle() ? resolution.cycle() : 1;
        int days = Math.max(1, (truth.length - cycle) / horizon);
        double[][] residuals = new double[days][horizon];
        for (int d = 0; d < days; d++) {
            for (int k = 0; k < horizon; k++) {
                int row = truth.length - (days - d) * horizon + k;
                boolean known = row >= cycle && row < truth.length;
                residuals[d][k] = known ? truth[row] - truth[row - cycle] : Double.NaN;
            }
        }
        return residuals;
    }

    /** A model's path for an origin, back in the series' unit and at the forecast's own step. */
    double[] path(double[] modelled, int origin, int horizon) {
        int at = task.origins()[origin];
        double[] path = link.from(clamp(modelled, at));
        return block() == 1 ? path : interpolate(path, blocks[at - 1], block(), horizon);
    }

    /** Within the range of the last four seasons, of days the last year, and a quarter more: no model runs away. */
    private double[] clamp(double[] path, int origin) {
        double[] y = task.rows().y();
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        int seasons = 4 * task.rows().longest();
        int looked = resolution.isDaily() ? Math.max(seasons, DAYS_OF_YEAR) : seasons;
        for (int i = Math.max(0, origin - looked); i < origin; i++) {
            low = Math.min(low, y[i]);
            high = Math.max(high, y[i]);
        }
        double room = 0.25 * (high - low);
        double[] clamped = new double[path.length];
        for (int k = 0; k < path.length; k++) {
            double value = Double.isFinite(path[k]) ? path[k] : y[origin - 1];
            clamped[k] = Math.clamp(value, low - room, high + room);
        }
        return clamped;
    }

    private static double[] interpolate(double[] blocks, double before, int block, int horizon) {
        double[] path = new double[horizon];
        for (int k = 0; k < horizon; k++) {
            double at = (k + 0.5) / block - 0.5;
            int left = (int) Math.floor(at);
            double a = left < 0 ? before : blocks[left];
            double b = left + 1 < blocks.length ? blocks[left + 1] : blocks[blocks.length - 1];
            path[k] = a + (at - left) * (b - a);
        }
        return path;
    }
}
