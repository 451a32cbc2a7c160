// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;

/** One pass through the days, each seen with what was expected of it before it began. */
final class Walk {
    final NoiseTrainer fast;
    final NoiseTrainer slow;
    private final History history;
    private final DayGrid grid;
    private final double[][] byDay;
    private final int first;
    private final HabitTrainer habits;

    /**
     * @param byDay the curve of each day of the grid, by slot
     * @param first the first day whose residuals count; the levels settle on those before
     */
    Walk(History history, DayGrid grid, double[][] byDay, int first, Tuning tuning) {
        this.history = history;
        this.grid = grid;
        this.byDay = byDay;
        this.first = first;
        fast = new NoiseTrainer(tuning.fastRate(), grid.days, tuning);
        slow = new NoiseTrainer(tuning.slowRate(), grid.days, tuning);
        habits = new HabitTrainer(grid.days, tuning);
        walk();
    }

    float[] habit() {
        return habits.profile();
    }

    private void walk() {
        WallClock clock = new WallClock(history.zone());
        for (int i = 0; i < grid.size; i++) {
            int day = grid.day[i];
            if (i > 0 && day != grid.day[i - 1]) {
                double moved = moved(byDay[grid.day[i - 1]], byDay[day], grid.slot[i]);
                fast.shift(moved);
                slow.shift(moved);
            }
            double residual = history.values()[grid.index[i]] - byDay[day][grid.slot[i]];
            double weight = history.weights().of(grid.index[i]);
            fast.add(day, grid.halfHour[i], residual, weight, day >= first);
            slow.add(day, grid.halfHour[i], residual, weight, day >= first);
            if (day >= first) {
                habits.add(day, clock.tenMinutes(history.times()[grid.index[i]]), Math.abs(slow.residual()));
            }
        }
    }

    private double moved(double[] from, double[] to, int slot) {
        int n = (int) Math.max(1, Micros.HOUR / history.stepMicros());
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int at = (slot + i) % grid.slots;
            sum += from[at] - to[at];
        }
        return sum / n;
    }

    Intervals intervals(NoiseProfile noise) {
        Intervals intervals = new Intervals(grid.size);
        WallClock clock = new WallClock(history.zone());
        for (int i = 0; i < grid.size; i++) {
            if (grid.day[i] >= first) {
                double scale = RunningLevel.TO_SIGMA * Math.max(noise.scale()[grid.halfHour[i]], noise.floor());
                double residual = history.values()[grid.index[i]] - byDay[grid.day[i]][grid.slot[i]];
                intervals.add(
                        clock.weekday(history.times()[grid.index[i]]),
                        grid.day[i] < first + 7,
                        scale > 0 ? residual / scale : 0);
            }
        }
        return intervals;
    }
}
