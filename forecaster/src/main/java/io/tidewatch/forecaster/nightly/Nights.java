// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import java.time.ZoneId;

/**
 * Which local midnight a training looks up to. Every model trained to a midnight is valid from 03:00 local that day, whatever
 * caused the training and whenever it ran; one that comes later than 03:00 takes effect with the next point, and the scorer's
 * {@code control.applied} says which that was, so that a replay repeats it.
 */
final class Nights {
    private static final long SETTLE = 10 * Micros.MINUTE;
    private static final int VALID_FROM_HOUR = 3;

    private Nights() {}

    /** The newest midnight whose nightly training is due, as it is from 00:10 local on. UTC microseconds in and out. */
    static long due(long now, ZoneId zone) {
        return new WallClock(zone).midnight(now - SETTLE);
    }

    /**
     * The midnight for a training outside the schedule, whose model is to serve at once: the newest one for which 03:00 has
     * passed.
     *
     * @param asOf the time up to which the KPI's points have come, UTC microseconds
     */
    static long serving(long asOf, ZoneId zone) {
        WallClock clock = new WallClock(zone);
        long day = clock.day(asOf);
        return clock.startOf(asOf >= clock.at(day, VALID_FROM_HOUR) ? day : day - 1);
    }

    /** The midnight that many local days earlier. */
    static long daysBefore(long midnight, int days, ZoneId zone) {
        WallClock clock = new WallClock(zone);
        return clock.startOf(clock.day(midnight) - days);
    }
}
