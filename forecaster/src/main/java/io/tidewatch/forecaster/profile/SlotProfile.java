// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import java.util.Optional;

/**
 * The nightly training of one series: profile, noise, flat-line table and intervals from the last 21 local days. Pure and
 * deterministic; the nightly run and the time machine call the same instance, from any number of threads.
 */
public final class SlotProfile {
    public static final String METHOD = "slot-profile";

    /** A model trained to local midnight is used from this hour on. */
    private static final int VALID_FROM_HOUR = 3;

    private static final int SAMPLE = 60;
    private final Tuning tuning;

    public SlotProfile() {
        this(Tuning.DEFAULT);
    }

    /** With other constants, for experiments. */
    public SlotProfile(Tuning tuning) {
        this.tuning = tuning;
    }

    /** How many local days before {@code trainedTo} are looked at. */
    public int historyDays() {
        return (int) tuning.historyDays();
    }

    /**
     * Trains on a history.
     *
     * @param modelVersion of the bundle that this becomes part of
     * @return empty with less than a day of points, or fewer than 60
     */
    public Optional<Forecast> train(History history, long modelVersion) {
        DayGrid grid = DayGrid.of(history, historyDays());
        if (grid.size < SAMPLE
                || history.trainedTo() - history.times()[grid.index[0]] < Micros.DAY - history.stepMicros()) {
            return Optional.empty();
        }
        Profiles profiles = new Profiles(grid, tuning.profileDecay());
        double[] profile = new double[grid.slots];
        if (!profiles.fill(grid.days, profile)) {
            return Optional.empty();
        }
        Walk walk = new Walk(history, grid, profiles, profile);
        NoiseProfile fast = walk.fast.profile();
        NoiseProfile slow = walk.slow.profile();
        WallClock clock = new WallClock(history.zone());
        long validFrom = clock.at(clock.day(history.trainedTo()), VALID_FROM_HOUR);
        long origin = origin(clock, validFrom, history.stepMicros());
        // Two days, so that one missed night is covered; less at steps so fine that a record can't hold as many.
        long validTo = Math.min(
                validFrom + Math.max(2 * Micros.DAY, 2 * history.stepMicros()),
                origin + Forecast.MAX_STEPS * history.stepMicros());
        float[] expected = new float[(int) Math.ceilDiv(validTo - origin, history.stepMicros())];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) profile[clock.slot(origin + i * history.stepMicros(), history.stepMicros())];
        }
        return Optional.of(new Forecast(
                history.series(),
                modelVersion,
                METHOD,
                history.trainedTo(),
                validFrom,
                validTo,
                history.stepMicros(),
                origin,
                history.zone(),
                expected,
                fast,
                slow,
                walk.habit(),
                FlatLineTrainer.table(history, grid, tuning),
                walk.intervals(slow).quantiles()));
    }

    /** The beginning of the slot of the local day that holds a time. */
    private static long origin(WallClock clock, long time, long step) {
        return time - clock.timeOfDay(time) % step;
    }

    /** One pass through the days, each seen with the profile of the days before it. */
    private final class Walk {
        private final History history;
        private final DayGrid grid;
        private final double[][] byDay;
        private final boolean causal;
        final NoiseTrainer fast;
        final NoiseTrainer slow;
        private final HabitTrainer habits;

        Walk(History history, DayGrid grid, Profiles profiles, double[] last) {
            this.history = history;
            this.grid = grid;
            fast = new NoiseTrainer(tuning.fastRate(), grid.days, tuning);
            slow = new NoiseTrainer(tuning.slowRate(), grid.days, tuning);
            habits = new HabitTrainer(grid.days, tuning);
            byDay = new double[grid.days][];
            // On the first two days there is nothing earlier to be measured by but the profile itself.
            causal = grid.days > 2;
            for (int day = 0; day < grid.days; day++) {
                double[] profile = new double[grid.slots];
                byDay[day] = causal && day > 0 && profiles.fill(day, profile) ? profile : last;
            }
            walk();
        }

        float[] habit() {
            return habits.profile();
        }

        private void walk() {
            int first = firstCounted();
            WallClock clock = new WallClock(history.zone());
            for (int i = 0; i < grid.size; i++) {
                int day = grid.day[i];
                if (i > 0 && day != grid.day[i - 1]) {
                    double moved = moved(byDay[grid.day[i - 1]], byDay[day], grid.slot[i]);
                    fast.shift(moved);
                    slow.shift(moved);
                }
                double residual = history.values()[grid.index[i]] - byDay[day][grid.slot[i]];
                fast.add(day, grid.halfHour[i], residual, day >= first);
                slow.add(day, grid.halfHour[i], residual, day >= first);
                if (day >= first) {
                    habits.add(day, clock.tenMinutes(history.times()[grid.index[i]]), Math.abs(slow.residual()));
                }
            }
        }

        private int firstCounted() {
            return causal ? Math.max(1, grid.days / 3) : 0;
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
            int first = firstCounted();
            Intervals intervals = new Intervals(grid.size);
            for (int i = 0; i < grid.size; i++) {
                if (grid.day[i] >= first) {
                    double scale = RunningLevel.TO_SIGMA * Math.max(noise.scale()[grid.halfHour[i]], noise.floor());
                    double residual = history.values()[grid.index[i]] - byDay[grid.day[i]][grid.slot[i]];
                    intervals.add(scale > 0 ? residual / scale : 0);
                }
            }
            return intervals;
        }
    }
}
