// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.triage;

import io.tidewatch.core.alert.AlertEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A logistic regression over {@link TriageFeature}s: {@code logit = intercept + sum weight (x - mean) / scale}.
 *
 * @param weights one for each feature, in the order of the constants, like means and scales
 * @param means over the alerts that it was trained on
 * @param scales standard deviations over them, positive
 */
public record TriageModel(
        long version, double intercept, List<Double> weights, List<Double> means, List<Double> scales) {
    public TriageModel {
        weights = List.copyOf(weights);
        means = List.copyOf(means);
        scales = List.copyOf(scales);
        int n = TriageFeature.values().length;
        if (weights.size() != n || means.size() != n || scales.size() != n) {
            throw new IllegalArgumentException("a triage model has " + n + " weights, means and scales, not "
                    + weights.size() + ", " + means.size() + " and " + scales.size());
        }
    }

    /** @param record of the alert's series, this alert left out */
    public TriageScore score(AlertEvent alert, SeriesRecord record) {
        double[] x = TriageFeature.all(alert, record);
        List<TriageScore.Reason> reasons = new ArrayList<>();
        double logit = intercept;
        for (TriageFeature feature : TriageFeature.values()) {
            int i = feature.ordinal();
            double weight = weights.get(i) * (x[i] - means.get(i)) / scales.get(i);
            logit += weight;
            reasons.add(new TriageScore.Reason(feature, weight, feature.words(alert, record)));
        }
        reasons.sort(Comparator.comparingDouble((TriageScore.Reason reason) -> -Math.abs(reason.weight())));
        return new TriageScore(1 / (1 + Math.exp(-logit)), reasons);
    }
}
