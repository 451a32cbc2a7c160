// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.triage;

import java.util.List;
import java.util.Locale;

/**
 * What a training of the triage model came to.
 *
 * @param labels judged alerts that it saw
 * @param logLoss on labels held back
 * @param baseLogLoss on the same labels, of the share of true alerts alone
 * @param dataDigest SHA-256 over features and labels, hexadecimal
 * @param provenance as the library tells it, JSON or text
 */
public record TriageTraining(
        State state,
        int labels,
        int trueLabels,
        double intercept,
        List<Double> weights,
        List<Double> means,
        List<Double> scales,
        double logLoss,
        double baseLogLoss,
        String dataDigest,
        String provenance) {
    /** Whether there is a model. */
    public enum State {
        TRAINED,
        /** Fewer labels than a floor. */
        TOO_FEW,
        /** No better than the share of true alerts alone. */
        NO_BETTER;

        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Without a model. */
    public static TriageTraining without(State state, int labels, int trueLabels, String dataDigest) {
        return new TriageTraining(state, labels, trueLabels, 0, List.of(), List.of(), List.of(), 0, 0, dataDigest, "");
    }
}
