// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.forecast;

/**
 * How far a series strays from one running level on healthy days.
 *
 * @param scale mean absolute residual for each of the 48 half hours of the local day, in the KPI's unit
 * @param floor the heavy-tail floor, in the same unit as {@code scale}
 */
@SuppressWarnings("ArrayRecordComponent") // read for every point
public record NoiseProfile(float[] scale, float floor) {
    public static final int BUCKETS = 48;

    public NoiseProfile {
        if (scale.length != BUCKETS) {
            throw new IllegalArgumentException("scale needs " + BUCKETS + " half hours, not " + scale.length);
        }
    }
}
