// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Moves times onto a zone's wall clock, still counted in microseconds. A repeated hour of the autumn falls on its
 * namesake, a skipped hour of the spring is absent; so a season of people stays where people keep it.
 */
public final class WallClock {
    private final ZoneId zone;
    private long from = 1;
    private long to;
    private long offset;

    public WallClock(ZoneId zone) {
        this.zone = zone;
    }

    /** The zone's local time for a UTC time, as if local time were UTC. */
    public long at(long micros) {
        if (micros < from || micros >= to) {
            lookUp(micros);
        }
        return micros + offset;
    }

    private void lookUp(long micros) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L));
        offset = zone.getRules().getOffset(instant).getTotalSeconds() * 1_000_000L;
        if (zone instanceof ZoneOffset || zone.getRules().isFixedOffset()) {
            from = Long.MIN_VALUE;
            to = Long.MAX_VALUE;
            return;
        }
        var last = zone.getRules().previousTransition(instant.plusSeconds(1));
        var next = zone.getRules().nextTransition(instant);
        from = last == null ? Long.MIN_VALUE : last.getInstant().getEpochSecond() * 1_000_000L;
        to = next == null ? Long.MAX_VALUE : next.getInstant().getEpochSecond() * 1_000_000L;
    }

    public long[] at(long[] micros) {
        long[] wall = new long[micros.length];
        for (int i = 0; i < wall.length; i++) {
            wall[i] = at(micros[i]);
        }
        return wall;
    }
}
