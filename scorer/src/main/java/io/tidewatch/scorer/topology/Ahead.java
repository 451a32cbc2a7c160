// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.time.Micros;

/**
 * From when to when a series in memory knows what is expected of it. Two days of minutes would take more memory than all else that
 * it holds, so it has the next hours only, and is read again from the stores before it needs more.
 *
 * @param from UTC microseconds; nothing before it can be scored any more
 * @param to UTC microseconds
 */
record Ahead(long from, long to) {
    private static final long HELD = 3 * Micros.HOUR;
    /** Where a forecast takes over from another, the next hour of both is compared. */
    private static final long LOOKED_AT = Micros.HOUR;
    /** At such steps all of a forecast is small. */
    private static final long LONG_STEP = 10 * Micros.MINUTE;

    /**
     * @param since no point at or before it can be scored any more
     * @param now the newest time that is to be scored
     */
    static Ahead of(long since, long now) {
        return new Ahead(since, now > Long.MAX_VALUE - HELD ? Long.MAX_VALUE : now + HELD);
    }

    /** Whether a point of this time can be scored by what is held. */
    boolean reaches(long time) {
        return time <= to - LOOKED_AT;
    }

    /** What is held of a forecast. */
    Forecast of(Forecast whole) {
        return whole.stepMicros() >= LONG_STEP ? whole : whole.between(from, to);
    }
}
