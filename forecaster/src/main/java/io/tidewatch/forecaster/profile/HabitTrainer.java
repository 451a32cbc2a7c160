// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import java.util.Arrays;

/**
 * What strays about every day at about the same time: jobs that run on the hour, give or take some minutes, miss the slots of a
 * profile but not these windows. For each ten minutes of the day, the median over the days of the farthest residual within them
 * and the ten minutes on both sides.
 */
final class HabitTrainer {
    private static final float[] UNKNOWN = {};

    private final Tuning tuning;
    private final float[][] farthest;

    HabitTrainer(int days, Tuning tuning) {
        this.tuning = tuning;
        farthest = new float[days][Forecast.HABITS];
        for (float[] day : farthest) {
            Arrays.fill(day, Float.NaN);
        }
    }

    void add(int day, int tenMinutes, double size) {
        float before = farthest[day][tenMinutes];
        farthest[day][tenMinutes] = Float.isNaN(before) ? (float) size : Math.max(before, (float) size);
    }

    float[] profile() {
        float[] profile = new float[Forecast.HABITS];
        float[] days = new float[farthest.length];
        for (int at = 0; at < profile.length; at++) {
            int n = 0;
            for (float[] day : farthest) {
                float most = most(day, at);
                if (!Float.isNaN(most)) {
                    days[n++] = most;
                }
            }
            if (n < tuning.habitDays()) {
                return UNKNOWN;
            }
            Arrays.sort(days, 0, n);
            profile[at] = days[n / 2];
        }
        return profile;
    }

    private static float most(float[] day, int at) {
        float most = day[at];
        for (int near = at - 1; near <= at + 1; near += 2) {
            float other = day[Math.floorMod(near, Forecast.HABITS)];
            if (Float.isNaN(most) || other > most) {
                most = other;
            }
        }
        return most;
    }
}
