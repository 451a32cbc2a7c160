// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import io.tidewatch.core.alert.Severity;
import java.util.Optional;

/**
 * How evidence over threshold becomes a severity.
 *
 * @param always whatever the evidence; empty where the ratio decides
 * @param mediumFrom the least ratio of a medium one, 1 or more
 * @param highFrom the least ratio of a high one, not below {@code mediumFrom}
 */
public record Severities(Optional<Severity> always, double mediumFrom, double highFrom) {
    public static final Severities USUAL = new Severities(Optional.empty(), 1.5, 2.5);

    public Severities {
        if (!(mediumFrom >= 1 && highFrom >= mediumFrom && Double.isFinite(highFrom))) {
            throw new IllegalArgumentException(
                    "severities need 1 <= medium <= high, as multiples of the threshold, not " + mediumFrom + " and "
                            + highFrom);
        }
    }

    public Severity of(double evidence, double threshold) {
        if (always.isPresent()) {
            return always.get();
        }
        double ratio = evidence / threshold;
        if (ratio >= highFrom) {
            return Severity.HIGH;
        }
        return ratio >= mediumFrom ? Severity.MEDIUM : Severity.LOW;
    }
}
