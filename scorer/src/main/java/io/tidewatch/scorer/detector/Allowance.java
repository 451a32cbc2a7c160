// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;

/**
 * How many alerts context records and new extremes may open. The threshold doesn't bind them, so a small budget would not
 * hold; what they open is charged to a share of it. A charge fades within 28 days (to 1/e), and a young series has the share
 * of a week at first.
 */
final class Allowance {
    private static final double DAYS = 28;
    private static final double FIRST_DAYS = 7;

    private final double share;
    private double charged;
    private long asOf;

    Allowance(Tuning tuning) {
        share = tuning.recordShare();
    }

    /**
     * Whether one more may be opened now.
     *
     * @param watchedSince UTC microseconds, as {@code time}
     * @param budget false alerts in 28 days
     */
    boolean allows(long time, long watchedSince, double budget) {
        double days = DAYS * -Math.expm1(-days(time - watchedSince) / DAYS);
        return left(time) + 1 <= share * budget * Math.max(FIRST_DAYS, days) / DAYS;
    }

    void charge(long time) {
        charged = left(time) + 1;
        asOf = time;
    }

    private double left(long time) {
        return charged * Math.exp(-days(time - asOf) / DAYS);
    }

    private static double days(long micros) {
        return (double) micros / Micros.DAY;
    }

    void write(StateWriter out) {
        out.put(charged).put(asOf);
    }

    void read(StateReader in) {
        charged = in.getDouble();
        asOf = in.getLong();
    }
}
