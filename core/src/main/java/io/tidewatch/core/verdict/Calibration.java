// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.detection.Tuning;
import java.util.List;

/**
 * What verdicts taught about one series: {@code logit = intercept + slope ln(evidence / 4) + signEffect sign}, 0 where an alert is
 * just worth raising, which is at odds of {@code exp(-lean)} that it is true ({@link Tuning#verdictLean}).
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
    /** The prior: the budget's threshold stays as it is. */
    public static final Calibration NONE = new Calibration(0, 0, 4, 0, List.of(), List.of(), 0);

    public Calibration {
        trueRanges = List.copyOf(trueRanges);
        verdictIds = List.copyOf(verdictIds);
    }

    /** How likely an alert of this evidence is true, by the verdicts. */
    public double probability(double evidence, int sign) {
        double logit = intercept + slope * Math.log(evidence / 4) + signEffect * sign;
        return 1 / (1 + Math.exp(Tuning.DEFAULT.verdictLean() - logit));
    }

    /**
     * From which evidence on a point of this sign alerts: at the threshold that the budget sets, but not where the verdicts say that
     * it is not worth an alert. Under {@link #NONE} the budget's alone.
     */
    public double threshold(double budgetThreshold, int sign) {
        return version == 0 ? budgetThreshold : Math.max(budgetThreshold, worthRaising(sign));
    }

    /**
     * Down to where the budget's threshold may sink: below the usual floor where the verdicts say that even less is worth an alert.
     *
     * @param least what it never sinks below: no verdict was ever given on anything weaker
     */
    public double floor(double usual, double least) {
        if (version == 0) {
            return usual;
        }
        return Math.clamp(Math.min(worthRaising(1), worthRaising(-1)), least, usual);
    }

    /** The evidence at which the logit is 0. */
    private double worthRaising(int sign) {
        return 4 * Math.exp(-(intercept + signEffect * sign) / slope);
    }
}
