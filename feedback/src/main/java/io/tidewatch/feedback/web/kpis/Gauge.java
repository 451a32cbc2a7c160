// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.feedback.web.format.Numbers;

/**
 * A number on a rail with the stretch that it may lie in. Places are in pixels of a drawing {@value #WIDTH} wide.
 *
 * @param from where the stretch begins
 * @param width of the stretch
 * @param mark a line on the rail, what was asked for; less than 0 for none
 * @param point the number
 */
public record Gauge(double from, double width, double mark, double point, String low, String middle, String high) {
    private static final int WIDTH = 224;

    /** A share's interval, on a rail from 0 or 0.5 to 1. */
    public static Gauge interval(double low, double high, double share) {
        double left = low >= 0.5 ? 0.5 : 0;
        double scale = WIDTH / (1 - left);
        return new Gauge(
                round((low - left) * scale),
                round((high - low) * scale),
                -1,
                round((share - left) * scale),
                Numbers.value(left),
                Numbers.value((1 + left) / 2),
                "1");
    }

    private static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
