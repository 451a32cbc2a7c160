// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.detection.Tuning;
import java.util.List;

/**
 * Up to which evidence a series' alerts were false so often that no prior is needed to see it. The fit alone, held by its prior,
 * would go on raising what was called false forty times.
 */
final class Worthless {
    /** So that the greatest of those alerts would not be raised again. */
    private static final double BEYOND = 1.01;

    private Worthless() {}

    /**
     * The greatest evidence of the false alarms that are weaker than every true one, if there are more than the tuning has patience
     * for: after 20 without a true one among them, the upper end of Wilson's score interval (E. B. Wilson, 1927; one-sided, 95 %) for
     * the share of true ones lies under the 12 % from which on an alert is worth raising.
     *
     * @param taught alerts judged true or false, in any order
     * @return 0 where there are too few
     */
    static double upTo(List<LabelledEpisode> taught, Tuning tuning) {
        double weakestTrue = taught.stream()
                .filter(each -> each.kind() == VerdictKind.TRUE_ANOMALY)
                .mapToDouble(LabelledEpisode::peakEvidence)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double[] weaker = taught.stream()
                .mapToDouble(LabelledEpisode::peakEvidence)
                .filter(evidence -> evidence < weakestTrue)
                .toArray();
        if (weaker.length <= tuning.verdictPatience()) {
            return 0;
        }
        double greatest = 0;
        for (double evidence : weaker) {
            greatest = Math.max(greatest, evidence);
        }
        return greatest * BEYOND;
    }
}
