// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.replay.Trainer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Trains each night of one series once, as long as nothing is masked; for one thread. */
final class TrainerCache implements Trainer {
    private final SuccessiveNights trainer;
    /** Masks come with verdicts, long after the same nights without them. */
    private final SuccessiveNights masked;

    private final Map<Long, Optional<Forecast>> unmasked = new HashMap<>();

    TrainerCache(ForecastMethod method) {
        trainer = new SuccessiveNights(method);
        masked = new SuccessiveNights(method);
    }

    /** Of the nights trained, those on which this method was the pick. */
    long nightsOf(String method) {
        return unmasked.values().stream()
                .flatMap(Optional::stream)
                .filter(forecast -> forecast.method().equals(method))
                .count();
    }

    @Override
    public Optional<Forecast> train(History history, long modelVersion) {
        if (!history.masks().isEmpty()) {
            return masked.train(history, modelVersion);
        }
        return unmasked.computeIfAbsent(modelVersion, version -> trainer.train(history, version));
    }
}
