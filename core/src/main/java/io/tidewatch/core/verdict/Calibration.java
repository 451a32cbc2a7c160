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
        double logit = intercept + slope * Math.log(evidence / 4) + signEffect * sign;
        return 4 * Math.exp(logit / 4);
    }

    /** The evidence that {@link #calibrated} turns into a threshold: what an uncalibrated one is to be compared with. */
    public double uncalibrated(double threshold, int sign) {
        if (version == 0) {
            return threshold;
        }
        double logit = 4 * Math.log(threshold / 4);
        return 4 * Math.exp((logit - intercept - signEffect * sign) / slope);
    }
}
