// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.triage;

import io.tidewatch.core.triage.TriageModel;
import java.time.Instant;
import java.util.Optional;

/** A training as it is stored. */
public record StoredTriage(long version, Instant trainedAt, TriageTraining training) {
    /** Empty unless trained. */
    public Optional<TriageModel> model() {
        return training.state() == TriageTraining.State.TRAINED
                ? Optional.of(new TriageModel(
                        version, training.intercept(), training.weights(), training.means(), training.scales()))
                : Optional.empty();
    }
}
