// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: whole ones in full, others with three significant digits. */
final class Numbers {
    private static final MathContext THREE = new MathContext(3);
    private static final double LARGEST_PLAIN = 1e15;

    private Numbers() {}

    static String text(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value);
        boolean plain = Math.abs(value) < LARGEST_PLAIN && Math.abs(value) >= 1e-6;
        if (Math.abs(value) >= 1000 && plain) {
            return Long.toString(Math.round(value));
        }
        rounded = rounded.round(THREE).stripTrailingZeros();
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
