// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import io.tidewatch.storage.triage.JudgedAlert;
import io.tidewatch.storage.triage.TriageTraining;
import java.util.List;

/** Trains the triage model, and keeps it only where it says more about alerts held back than the share of true ones does. */
public final class TriageTrainer {
    /** Fewer judged alerts give no model. */
    public static final int FLOOR = 30;
    /** So many must be true, and so many false. */
    public static final int FLOOR_OF_EACH = 5;

    private static final int FOLDS = 5;

    private TriageTrainer() {}

    /**
     * Pure: the same alerts give the same coefficients.
     *
     * @param judged in the order in which they were opened
     */
    public static TriageTraining train(List<JudgedAlert> judged) {
        Examples examples = Examples.of(judged);
        int n = examples.size();
        int t = examples.trueOnes();
        String digest = examples.digest();
        if (n < FLOOR || t < FLOOR_OF_EACH || n - t < FLOOR_OF_EACH) {
            return TriageTraining.without(TriageTraining.State.TOO_FEW, n, t, digest);
        }
        double loss = 0;
        double base = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            Examples seen = examples.fold(fold, FOLDS, false);
            Examples held = examples.fold(fold, FOLDS, true);
            Logistic model = Logistic.fit(seen);
            double share = (seen.trueOnes() + 1.0) / (seen.size() + 2.0);
            for (int i = 0; i < held.size(); i++) {
                boolean isTrue = held.labels().get(i);
                loss += logLoss(model.chance(held.features().get(i)), isTrue) / n;
                base += logLoss(share, isTrue) / n;
            }
        }
        if (loss >= base) {
            return TriageTraining.without(TriageTraining.State.NO_BETTER, n, t, digest);
        }
        Logistic model = Logistic.fit(examples);
        return new TriageTraining(
                TriageTraining.State.TRAINED,
                n,
                t,
                model.intercept(),
                model.weights(),
                model.means(),
                model.scales(),
                loss,
                base,
                digest,
                model.provenance());
    }

    private static double logLoss(double chance, boolean isTrue) {
        double p = Math.clamp(isTrue ? chance : 1 - chance, 1e-6, 1);
        return -Math.log(p);
    }
}
