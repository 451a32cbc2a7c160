// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.kpi.Conditions;

/** Lets evidence open an alert once it has been there often and long enough: m of n points, and a least duration. */
final class Gate {
    private static final long NEVER = Long.MIN_VALUE;

    private long recent;
    private long since = NEVER;

    /** @return whether this point may open an alert */
    boolean admits(long time, boolean over, Conditions conditions) {
        recent = recent << 1 | (over ? 1 : 0);
        long window = recent & -1L >>> (Long.SIZE - conditions.n());
        if (window == 0) {
            since = NEVER;
        } else if (over && since == NEVER) {
            since = time;
        }
        return over
                && Long.bitCount(window) >= conditions.m()
                && time - since >= conditions.minDuration().toNanos() / 1_000;
    }

    /** When what the gate now lets pass began. */
    long since() {
        return since;
    }

    void write(StateWriter out) {
        out.put(recent).put(since);
    }

    void read(StateReader in) {
        recent = in.getLong();
        since = in.getLong();
    }
}
