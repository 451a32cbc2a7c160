// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One night's training of one series: its slot profile, and the same measures (noise, habit, flat lines, intervals) for any
 * other method that says what it would have expected of the past days.
 */
public final class Night {
    /** A model trained to local midnight is used from this hour on. */
    private static final int VALID_FROM_HOUR = 3;

    private static final int SAMPLE = 60;
    private final History history;
    private final Tuning tuning;
    private final DayGrid grid;
    private final double[] profile;
    private final double[][] byDay;
    private final boolean causal;
    private final WallClock clock;

    private Night(History history, Tuning tuning, DayGrid grid, double[] profile, double[][] byDay, boolean causal) {
        this.history = history;
        this.tuning = tuning;
        this.grid = grid;
        this.profile = profile;
        this.byDay = byDay;
        this.causal = causal;
        this.clock = new WallClock(history.zone());
    }

    /** @return empty with less than a day of points, or fewer than 60 */
    public static Optional<Night> of(History history, Tuning tuning) {
        DayGrid grid = DayGrid.of(history, (int) tuning.historyDays());
        if (grid.size < SAMPLE
                || history.trainedTo() - history.times()[grid.index[0]] < Micros.DAY - history.stepMicros()) {
            return Optional.empty();
        }
        double[][] profiles = new Profiles(grid, tuning.profileDecay()).causal();
        double[] last = profiles[grid.days];
        if (Double.isNaN(last[0])) {
            return Optional.empty();
        }
        // On the first two days there is nothing earlier to be measured by but the profile itself.
        boolean causal = grid.days > 2;
        double[][] byDay = new double[grid.days][];
        for (int day = 0; day < grid.days; day++) {
            byDay[day] = causal && !Double.isNaN(profiles[day][0]) ? profiles[day] : last;
        }
        return Optional.of(new Night(history, tuning, grid, last, byDay, causal));
    }

    /** The slot profile as the series' forecast. */
    public Forecast profile(long modelVersion) {
        return forecast(SlotProfile.METHOD, modelVersion, new Walk(history, grid, byDay, firstCounted(), tuning), null);
    }

    /** Another method as the series' forecast; where it says nothing, the slot profile stands in. */
    public Forecast of(DayAhead other, long modelVersion) {
        return forecast(other.method(), modelVersion, walk(other), other);
    }

    /** How far the values strayed from the other method about the slow running level: the mean over the days it speaks of. */
    public double error(DayAhead other) {
        return walk(other).slow.mean();
    }

    /** As {@link #error}, of the slot profile on the same days. */
    public double profileError(DayAhead other) {
        return new Walk(history, grid, byDay, first(other), tuning).slow.mean();
    }

    private Walk walk(DayAhead other) {
        double[][] curves = byDay.clone();
        for (int day = 0; day < curves.length; day++) {
            curves[day] = other.past(localDay(day)).orElse(curves[day]);
        }
        return new Walk(history, grid, curves, first(other), tuning);
    }

    private int first(DayAhead other) {
        int first = 0;
        while (first < grid.days && other.past(localDay(first)).isEmpty()) {
            first++;
        }
        return Math.max(first, firstCounted());
    }

    private long localDay(int day) {
        return clock.day(history.trainedTo() - 1) - (grid.days - 1 - day);
    }

    private int firstCounted() {
        return causal ? Math.max(1, grid.days / 3) : 0;
    }

    private Forecast forecast(String method, long modelVersion, Walk walk, @Nullable DayAhead other) {
        NoiseProfile fast = walk.fast.profile();
        NoiseProfile slow = walk.slow.profile();
        long step = history.stepMicros();
        long validFrom = clock.at(clock.day(history.trainedTo()), VALID_FROM_HOUR);
        long origin = validFrom - clock.timeOfDay(validFrom) % step;
        // Two days, so that one missed night is covered; less at steps so fine that a record can't hold as many.
        long validTo = Math.min(validFrom + Math.max(2 * Micros.DAY, 2 * step), origin + Forecast.MAX_STEPS * step);
        float[] expected = new float[(int) Math.ceilDiv(validTo - origin, step)];
        EventEffects effects = new EventEffects(history, profile);
        for (int i = 0; i < expected.length; i++) {
            long time = origin + i * step;
            double ahead = other == null ? Double.NaN : other.ahead(time);
            expected[i] = (float) ((Double.isNaN(ahead) ? profile[clock.slot(time, step)] : ahead) + effects.at(time));
        }
        return new Forecast(
                history.series(),
                modelVersion,
                method,
                history.trainedTo(),
                validFrom,
                validTo,
                step,
                origin,
                history.zone(),
                expected,
                fast,
                slow,
                walk.habit(),
                FlatLineTrainer.table(history, grid, tuning),
                walk.intervals(slow).quantiles());
    }
}
