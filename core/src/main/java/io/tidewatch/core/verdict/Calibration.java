// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import java.util.List;

/**
 * What verdicts taught about one series: {@code logit = intercept + slope ln(evidence / 4) + signEffect sign}, expressed
 * back as evidence {@code 4 exp(logit / 4)}.
 *
 * @param version 1 for the first, one more each time; 0 for {@link #NONE}
 * @param trueRanges labelled true: their peaks don't count against the budget
 * @param verdictIds the verdicts that the coefficients were fitted to
 * @param newNormalFrom the running levels start again here, UTC microseconds since 1970; 0 where never
 */
public record Calibration(
        long version,
        double intercept,
        double slope,
        double signEffect,
        List<TimeRange> trueRanges,
        List<Long> verdictIds,
        long newNormalFrom) {
    /** The prior: evidence stays as it is. */
    public static final Calibration NONE = new Calibration(0, 0, 4, 0, List.of(), List.of(), 0);

    public Calibration {
        trueRanges = List.copyOf(trueRanges);
        verdictIds = List.copyOf(verdictIds);
    }

    /** Evidence as the verdicts see it; equal to the input under {@link #NONE}. */
    public double calibrated(double evidence, int sign) {
        if (version == 0 || evidence <= 0) {
            return evidence;
        }
        return 4 * Math.exp(logit(evidence, sign) / 4);
    }

    /** How likely an alert of this evidence is true, by the verdicts. */
    public double probability(double evidence, int sign) {
        return 1 / (1 + Math.exp(-logit(evidence, sign)));
    }

    /**
     * From which evidence on a point of this sign alerts: at the threshold that the budget sets, but not where the verdicts make a
     * false alarm the likelier. Under {@link #NONE} the budget's alone.
     */
    public double threshold(double budgetThreshold, int sign) {
        if (version == 0) {
            return budgetThreshold;
        }
        return Math.max(budgetThreshold, 4 * Math.exp(-(intercept + signEffect * sign) / slope));
    }

    private double logit(double evidence, int sign) {
        return intercept + slope * Math.log(evidence / 4) + signEffect * sign;
    }
}
