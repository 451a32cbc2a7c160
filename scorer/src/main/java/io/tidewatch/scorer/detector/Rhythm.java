// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import java.time.ZoneId;

/** How long the gaps between a series' points usually are, by the hour of the local week in which they begin. */
final class Rhythm {
    private static final int HOURS = 7 * 24;
    /** How much of a longer gap an hour full of shorter ones forgets. */
    private static final double FORGET = 0.2;

    private static final int LEAST_GAPS = 60;
    private static final long LEAST_WATCHED = Micros.DAY;
    private static final long LEAST_ALLOWED = 10 * Micros.SECOND;

    private final float[] seconds = new float[HOURS];
    private WallClock clock;
    private ZoneId zone;
    private long since = Long.MIN_VALUE;
    private int gaps;

    Rhythm(ZoneId zone) {
        this.zone = zone;
        clock = new WallClock(zone);
    }

    void zone(ZoneId changed) {
        if (!changed.equals(zone)) {
            zone = changed;
            clock = new WallClock(changed);
        }
    }

    void learn(long begin, long gap) {
        if (gaps == 0) {
            since = begin;
        }
        gaps = Math.min(LEAST_GAPS, gaps + 1);
        int hour = hour(begin);
        double length = (double) gap / Micros.SECOND;
        double known = seconds[hour];
        double weight = FORGET * Math.min(1, (double) gap / Micros.HOUR);
        seconds[hour] = (float) (length >= known ? length : known + weight * (length - known));
    }

    /** How long a gap that begins here may last; for ever while a day was not seen. */
    long allowed(long begin, double patience) {
        if (gaps < LEAST_GAPS || begin - since < LEAST_WATCHED) {
            return Long.MAX_VALUE;
        }
        return Math.max(LEAST_ALLOWED, (long) Math.ceil(patience * usual(begin)));
    }

    /** The longest usual gap about this hour of the week, of the same hour on other days, or of any; microseconds. */
    long usual(long begin) {
        int hour = hour(begin);
        float longest = about(hour);
        // In its first week an hour of the week has shown nothing yet but what it holds today.
        boolean firstWeek = begin - since < 7 * Micros.DAY;
        for (int day = 1; firstWeek && day < 7; day++) {
            longest = Math.max(longest, about(hour + 24 * day));
        }
        if (longest == 0) {
            for (float each : seconds) {
                longest = Math.max(longest, each);
            }
        }
        return (long) Math.ceil((double) longest * Micros.SECOND);
    }

    private float about(int hour) {
        float longest = 0;
        for (int each = hour - 1; each <= hour + 1; each++) {
            longest = Math.max(longest, seconds[Math.floorMod(each, HOURS)]);
        }
        return seconds[Math.floorMod(hour, HOURS)] == 0 ? 0 : longest;
    }

    private int hour(long time) {
        return (int) Math.floorMod(Math.floorDiv(clock.local(time), Micros.HOUR), (long) HOURS);
    }

    void write(StateWriter out) {
        out.put(since).put(gaps).put(seconds);
    }

    void read(StateReader in) {
        since = in.getLong();
        gaps = in.getInt();
        in.get(seconds);
    }
}
