// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.detection.Tuning;

/**
 * What the adaptive detector's evidence at one point came from: enough to compute it again. Levels and noise are those before the
 * point, in the KPI's unit.
 *
 * @param tuning SHA-256 of the committed constants, in hexadecimal
 * @param trainedTo no point at or after this time was seen by the forecast in force, UTC microseconds; 0 where none was
 * @param profile what the forecast alone expects; not a number where none was in force
 * @param before the mean absolute z of the point before
 * @param flatLine evidence of a flat line, weighted
 */
public record Receipt(
        String tuning,
        long trainedTo,
        double profile,
        double fastLevel,
        double fastSigma,
        double slowLevel,
        double slowSigma,
        double before,
        double flatLine) {
    /**
     * The evidence of a value under this receipt.
     *
     * @param constants those that {@link #tuning} is the digest of
     */
    public double evidence(double value, Tuning constants) {
        double residual = Double.isNaN(profile) ? value : value - profile;
        double fast = Math.abs(residual - fastLevel) / fastSigma;
        double slow = Math.abs(residual - slowLevel) / slowSigma;
        double now = (fast + slow) / 2;
        double spike = constants.spikeAlone() * now + (1 - constants.spikeAlone()) * Math.min(now, before);
        return Math.max(spike, flatLine);
    }
}
