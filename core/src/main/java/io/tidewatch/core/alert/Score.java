// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** Evidence as a number in [0, 1] that no threshold touches. */
public final class Score {
    private static final double HALF = 4;

    private Score() {}

    /** {@code evidence / (evidence + 4)}: 0.5 at the lowest threshold there is. */
    public static double of(double evidence) {
        return evidence / (evidence + HALF);
    }
}
