// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The local wall clock of a zone, for many nearby times: the offset is looked up again only past a transition. Not safe for
 * use by several threads at once; allocates nothing between transitions.
 */
public final class WallClock {
    private final ZoneId zone;
    private final ZoneRules rules;
    private long from;
    private long to;
    private long offset;

    public WallClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.from = 1;
        this.to = 0;
    }

    /** Microseconds since 1970-01-01T00:00 of the wall clock. */
    public long local(long micros) {
        if (micros < from || micros >= to) {
            look(micros);
        }
        return micros + offset;
    }

    /** As {@link #local(long)}, of each: a repeated hour of the autumn falls on its namesake. */
    public long[] at(long[] micros) {
        long[] wall = new long[micros.length];
        for (int i = 0; i < wall.length; i++) {
            wall[i] = local(micros[i]);
        }
        return wall;
    }

    /** Days since 1970-01-01 of the wall clock. */
    public long day(long micros) {
        return Math.floorDiv(local(micros), Micros.DAY);
    }

    /** From 0, Monday, to 6, Sunday. */
    public int weekday(long micros) {
        return Math.floorMod(day(micros) + 3, 7); // 1970-01-01 was a Thursday
    }

    /** Microseconds since midnight as the wall clock shows them. */
    public long timeOfDay(long micros) {
        return Math.floorMod(local(micros), Micros.DAY);
    }

    /** The slot of the day, from 0, at a step; steps of a day and more have one slot. */
    public int slot(long micros, long step) {
        return (int) (timeOfDay(micros) / step);
    }

    /** How many slots a day has at a step; the last may be cut short. */
    public static int slots(long step) {
        return (int) Math.max(1, Math.ceilDiv(Micros.DAY, step));
    }

    /** The ten minutes of the day, 0 to 143. */
    public int tenMinutes(long micros) {
        return (int) (timeOfDay(micros) / (10 * Micros.MINUTE));
    }

    /** The half hour of the day, 0 to 47. */
    public int halfHour(long micros) {
        return (int) (timeOfDay(micros) / (Micros.HOUR / 2));
    }

    /** The first moment of the local day that holds a time, in UTC microseconds. */
    public long midnight(long micros) {
        return startOf(day(micros));
    }

    /** The first moment of a local day (days since 1970-01-01), in UTC microseconds. */
    public long startOf(long day) {
        return at(day, 0);
    }

    /** A wall-clock time of a local day in UTC microseconds; the earlier of two, and the next existing one where it is skipped. */
    public long at(long day, int hour) {
        return Micros.of(LocalDate.ofEpochDay(day).atTime(hour, 0).atZone(zone).toInstant());
    }

    private void look(long micros) {
        Instant instant = Micros.toInstant(micros);
        offset = rules.getOffset(instant).getTotalSeconds() * Micros.SECOND;
        ZoneOffsetTransition next = rules.nextTransition(instant);
        // A transition takes effect at its own instant, and "previous" means strictly before.
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
        from = before == null ? Long.MIN_VALUE : Micros.of(before.getInstant());
        to = next == null ? Long.MAX_VALUE : Micros.of(next.getInstant());
    }
}
