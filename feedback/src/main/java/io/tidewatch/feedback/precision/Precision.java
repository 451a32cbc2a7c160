// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import io.tidewatch.storage.alert.LabelCounts;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good a KPI's alerts were in a period, by the verdicts in force.
 *
 * @param kpi empty for all KPIs together
 * @param labels what was said; retracted alerts are left out
 * @param share true / (true + false); empty with too few labels
 * @param interval of the share at 95 %; empty without any label
 * @param series how many were watched
 * @param perSeries alerts raised for each series in 28 days, true ones included
 * @param falsePerSeries alerts called false, for each series in 28 days; a lower bound while some are unlabelled
 * @param budget false alerts allowed for each series in 28 days; empty for all KPIs together
 */
public record Precision(
        String kpi,
        Instant from,
        Instant to,
        LabelCounts labels,
        OptionalDouble share,
        Optional<Wilson> interval,
        int series,
        double perSeries,
        double falsePerSeries,
        OptionalDouble budget) {

    /** True and false together. */
    public long labelled() {
        return labels.trueAnomalies() + labels.falseAlarms();
    }

    public boolean tooFewLabels() {
        return share.isEmpty();
    }
}
