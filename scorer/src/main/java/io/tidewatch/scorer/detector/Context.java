// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;

/**
 * Smoothed residuals, with the profile and without it, that find what single points don't show. Each may speak only beyond its own
 * record of 21 days, in a short pulse, then all rest.
 */
final class Context {
    private static final int DAYS_A_BLOCK = 3;
    private static final int[] SPANS = {10, 60, 1};

    private final double level;
    private final double beyond;
    private final int pulse;
    private final long rest;
    private final int minDays;
    private final ContextStream[] profiled = new ContextStream[SPANS.length];
    private final ContextStream[] raw = new ContextStream[SPANS.length];
    private int days;
    private int pulseLeft;
    private long silentUntil = Long.MIN_VALUE;
    private double strongest;

    Context(Tuning tuning) {
        level = tuning.contextLevel();
        beyond = tuning.contextRecord();
        pulse = (int) tuning.contextPulse();
        rest = (long) (tuning.contextRestHours() * Micros.HOUR);
        minDays = (int) tuning.contextMinDays();
        for (int i = 0; i < SPANS.length; i++) {
            profiled[i] = new ContextStream(SPANS[i], tuning);
            raw[i] = new ContextStream(SPANS[i], tuning);
        }
    }

    /**
     * Takes the next point.
     *
     * @param modelled whether {@code residual} is one from a profile
     * @param residual from the slow level under the profile
     * @param rawResidual from the slow level without it
     * @param tiny the least noise to assume
     * @return the evidence where a stream may open an alert, else 0
     */
    double update(long time, boolean modelled, double residual, double rawResidual, double tiny) {
        strongest = 0;
        for (int i = 0; i < SPANS.length; i++) {
            if (modelled) {
                look(profiled[i], residual, tiny);
            }
            look(raw[i], rawResidual, tiny);
        }
        if (pulseLeft > 0) {
            pulseLeft--;
            return strongest;
        }
        if (strongest == 0 || days < minDays || time < silentUntil) {
            return 0;
        }
        silentUntil = time + rest;
        pulseLeft = pulse - 1;
        return strongest;
    }

    private void look(ContextStream stream, double residual, double tiny) {
        double strength = stream.update(residual, tiny);
        if (strength >= level && strength >= beyond * stream.record()) {
            strongest = Math.max(strongest, strength);
        }
        stream.remember();
    }

    void nextDay() {
        days++;
        if (days % DAYS_A_BLOCK == 0) {
            for (int i = 0; i < SPANS.length; i++) {
                profiled[i].nextBlock();
                raw[i].nextBlock();
            }
        }
    }

    void clear() {
        for (int i = 0; i < SPANS.length; i++) {
            profiled[i].clear();
            raw[i].clear();
        }
        days = 0;
        pulseLeft = 0;
    }

    void write(StateWriter out) {
        out.put(days).put(pulseLeft).put(silentUntil);
        for (int i = 0; i < SPANS.length; i++) {
            profiled[i].write(out);
            raw[i].write(out);
        }
    }

    void read(StateReader in) {
        days = in.getInt();
        pulseLeft = in.getInt();
        silentUntil = in.getLong();
        for (int i = 0; i < SPANS.length; i++) {
            profiled[i].read(in);
            raw[i].read(in);
        }
    }
}
