// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.time.Duration;
import java.util.Optional;

/**
 * What evidence needs besides its strength to become an alert. All of them must hold.
 *
 * @param direction the side that hurts; the KPI's own where empty
 * @param minAbsoluteDeviation least distance from the expected value or the limit, in the KPI's unit
 * @param minRelativeDeviation the same as a share of the expected value or the limit; 0.1 is a tenth
 * @param minDuration how long the evidence must have lasted without a point that is back to normal, up to 24 hours
 * @param m how many of the last {@code n} points must speak, 1 to {@code n}
 * @param n at most 64
 * @param severities how evidence becomes a severity
 * @param quietOnEvents whether calendar events that apply to the series keep it quiet
 */
public record Conditions(
        Optional<Direction> direction,
        double minAbsoluteDeviation,
        double minRelativeDeviation,
        Duration minDuration,
        int m,
        int n,
        Severities severities,
        boolean quietOnEvents) {
    public static final int MAX_N = 64;
    private static final Duration MAX_DURATION = Duration.ofDays(1);
    /** The first point that speaks alerts. */
    public static final Conditions NONE =
            new Conditions(Optional.empty(), 0, 0, Duration.ZERO, 1, 1, Severities.USUAL, false);

    public Conditions {
        if (!(minAbsoluteDeviation >= 0) || !(minRelativeDeviation >= 0)) {
            throw new IllegalArgumentException("minimum deviations must be 0 or more, not " + minAbsoluteDeviation
                    + " and " + minRelativeDeviation);
        }
        Limits.between("minimum duration", minDuration, Duration.ZERO, MAX_DURATION);
        if (n < 1 || n > MAX_N || m < 1 || m > n) {
            throw new IllegalArgumentException("m of n points must have 1 <= m <= n <= " + MAX_N + ", not " + m + " of "
                    + n + "; 3 of 5 means three of the last five");
        }
    }

    public Conditions withDeviations(double absolute, double relative) {
        return new Conditions(direction, absolute, relative, minDuration, m, n, severities, quietOnEvents);
    }

    /** Whether a value is far enough from what it is compared with, and on a side that hurts. */
    public boolean allows(double value, double expected, int sign, Direction ofKpi, boolean directed) {
        double deviation = Math.abs(value - expected);
        return (!directed || direction.orElse(ofKpi).hurts(sign))
                && deviation >= minAbsoluteDeviation
                && deviation >= minRelativeDeviation * Math.abs(expected);
    }

    /** Whether the first point that speaks is enough. */
    public boolean atOnce() {
        return m == 1 && n == 1 && minDuration.isZero();
    }
}
