// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

/** Wilson's score interval (E. B. Wilson, 1927) for a share seen in few trials. */
public record Wilson(double low, double high) {
    /** The normal quantile of a two-sided 95 %. */
    private static final double Z = 1.959963984540054;

    /** How wide the interval at 95 % is; 1 without any trial. Hits and trials may be expected ones, so not whole. */
    public static double width(double hits, double n) {
        if (n <= 0) {
            return 1;
        }
        double p = Math.clamp(hits / n, 0, 1);
        double z2 = Z * Z;
        return Math.min(1, 2 * Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)));
    }

    /**
     * At 95 %.
     *
     * @param n at least 1
     */
    public static Wilson of(long hits, long n) {
        if (n < 1 || hits < 0 || hits > n) {
            throw new IllegalArgumentException(
                    "0 to n hits in at least one trial are needed, not " + hits + " in " + n);
        }
        double p = (double) hits / n;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        // At the ends the exact limits are 0 and 1; rounding would miss them by a hair.
        return new Wilson(hits == 0 ? 0 : Math.max(0, centre - half), hits == n ? 1 : Math.min(1, centre + half));
    }
}
