// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** Evidence over threshold: low from 1, medium from 1.5, high from 2.5. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    public static Severity of(double evidence, double threshold) {
        double ratio = evidence / threshold;
        if (ratio >= 2.5) {
            return HIGH;
        }
        return ratio >= 1.5 ? MEDIUM : LOW;
    }
}
