// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.forecast;

/**
 * A conformal interval in multiples of the scale: {@code expected + lower * scale} to {@code expected + upper * scale}
 * holds {@code level} of the healthy points.
 */
public record IntervalQuantile(double level, double lower, double upper) {
    public IntervalQuantile {
        if (!(level > 0 && level < 1) || !(lower <= upper)) {
            throw new IllegalArgumentException("an interval needs a level in (0, 1) and lower <= upper, not " + level
                    + ", " + lower + ", " + upper);
        }
    }
}
