// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.triage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How likely an alert is true.
 *
 * @param chance 0 to 1
 * @param reasons the weightiest first
 */
public record TriageScore(double chance, List<Reason> reasons) {
    public TriageScore {
        reasons = List.copyOf(reasons);
    }

    /**
     * One feature's part.
     *
     * @param weight what it adds to the logarithm of the odds, against an average alert; negative where it speaks against
     * @param words "2 of 3 judged alerts of this series were true"
     */
    public record Reason(TriageFeature feature, double weight, String words) {}

    /** In per cent, never quite sure. */
    public int percent() {
        return (int) Math.clamp(Math.round(100 * chance), 1, 99);
    }

    /** The two weightiest reasons: "for: it fell; against: a single point strays". */
    public String sentence() {
        return reasons.stream()
                .limit(2)
                .map(reason -> (reason.weight() < 0 ? "against: " : "for: ") + reason.words())
                .collect(Collectors.joining("; "));
    }
}
