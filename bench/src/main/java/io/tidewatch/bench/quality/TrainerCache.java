// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import io.tidewatch.replay.Trainer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Trains each night of one series once, as long as nothing is masked; for one thread. */
final class TrainerCache implements Trainer {
    private final SlotProfile trainer;
    private final Map<Long, Optional<Forecast>> unmasked = new HashMap<>();

    TrainerCache(Tuning tuning) {
        trainer = new SlotProfile(tuning);
    }

    @Override
    public Optional<Forecast> train(History history, long modelVersion) {
        if (!history.masks().isEmpty()) {
            return trainer.train(history, modelVersion);
        }
        return unmasked.computeIfAbsent(modelVersion, version -> trainer.train(history, version));
    }
}
