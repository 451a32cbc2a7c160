// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.time.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A fast and a slow level under the forecast's profile, and the same pair without it. The pair without serves at the cold start
 * and where no forecast holds; it runs on meanwhile, so that losing the forecast moves nothing.
 */
final class Residuals {
    private static final double LEAST_RELATIVE = 1e-5;
    private static final double LEAST = 1e-12;
    /** Noise scales of the plain levels within which a first value is taken for usual. */
    private static final double BELIEVED = 4;

    private final double magnitudeRate;
    private final double habitShare;
    private final RunningLevel fast;
    private final RunningLevel slow;
    private final RunningLevel rawFast;
    private final RunningLevel rawSlow;
    private double magnitude;
    private double tiny = LEAST;
    private boolean modelled;
    private double profile;

    Residuals(Tuning tuning) {
        magnitudeRate = tuning.noiseRate();
        habitShare = tuning.habitShare() / RunningLevel.TO_SIGMA;
        fast = new RunningLevel(tuning.fastRate(), tuning);
        slow = new RunningLevel(tuning.slowRate(), tuning);
        rawFast = new RunningLevel(tuning.fastRate(), tuning);
        rawSlow = new RunningLevel(tuning.slowRate(), tuning);
    }

    /** Starts the levels without a profile from the warm-up. */
    void start(double level, double noise, long count) {
        magnitude = Math.abs(level);
        rawFast.start(level, noise, count);
        rawSlow.start(level, noise, count);
    }

    /**
     * A forecast takes over from none. The levels under it begin where the first value is, since the plain ones lag behind the
     * season, but no farther from these than their noise bears out; then they learn quickly.
     */
    void begin(Forecast model, long time, double value) {
        double room = BELIEVED * RunningLevel.TO_SIGMA * rawSlow.noise();
        double near = Math.clamp(value, rawFast.level() - room, rawFast.level() + room);
        double off = near - model.expectedAt(time);
        fast.start(off, mean(model.fast().scale()), 1);
        slow.start(off, mean(model.slow().scale()), 1);
    }

    /** A forecast takes over from another: the levels move by old less new over the next hour, so that nothing jumps. */
    void handOver(Forecast from, Forecast to, long time) {
        double sum = 0;
        int n = 0;
        for (long at = time; at < time + Math.max(Micros.HOUR, to.stepMicros()); at += to.stepMicros()) {
            double difference = from.expectedAt(at) - to.expectedAt(at);
            if (Double.isFinite(difference)) {
                sum += difference;
                n++;
            }
        }
        if (n > 0) {
            fast.shift(sum / n);
            slow.shift(sum / n);
        }
    }

    /** "A new normal from here": the levels take this value and learn quickly for a while. */
    void restart(double value) {
        rawFast.start(value, rawFast.noise(), 1);
        rawSlow.start(value, rawSlow.noise(), 1);
        if (modelled) {
            fast.start(value - profile, fast.noise(), 1);
            slow.start(value - profile, slow.noise(), 1);
        }
    }

    /**
     * @param model in force, its expected value finite at this time; null where none is
     * @param halfHour of the local day
     * @param tenMinutes of the local day
     */
    void update(double value, long time, @Nullable Forecast model, int halfHour, int tenMinutes) {
        magnitude += magnitudeRate * (Math.abs(value) - magnitude);
        tiny = LEAST_RELATIVE * magnitude + LEAST;
        rawFast.update(value, tiny);
        rawSlow.update(value, tiny);
        modelled = model != null;
        if (model != null) {
            profile = model.expectedAt(time);
            double habit = model.habit().length == 0 ? 0 : habitShare * model.habit()[tenMinutes];
            fast.update(value - profile, scale(model.fast(), halfHour, habit));
            slow.update(value - profile, scale(model.slow(), halfHour, habit));
        }
    }

    private double scale(NoiseProfile noise, int halfHour, double habit) {
        return Math.max(Math.max(tiny, habit), Math.max(noise.scale()[halfHour], noise.floor()));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    RunningLevel fast() {
        return modelled ? fast : rawFast;
    }

    RunningLevel slow() {
        return modelled ? slow : rawSlow;
    }

    RunningLevel rawSlow() {
        return rawSlow;
    }

    double tiny() {
        return tiny;
    }

    void write(StateWriter out) {
        out.put(magnitude).put(profile).put(modelled);
        write(out, fast);
        write(out, slow);
        write(out, rawFast);
        write(out, rawSlow);
    }

    void read(StateReader in) {
        magnitude = in.getDouble();
        profile = in.getDouble();
        modelled = in.getBoolean();
        read(in, fast);
        read(in, slow);
        read(in, rawFast);
        read(in, rawSlow);
    }

    private static void write(StateWriter out, RunningLevel level) {
        out.put(level.level()).put(level.noise()).put(level.count());
    }

    private static void read(StateReader in, RunningLevel level) {
        level.start(in.getDouble(), in.getDouble(), in.getLong());
    }
}
