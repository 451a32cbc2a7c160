// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.ModelState;
import io.tidewatch.forecaster.choice.Trained;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.replay.Trainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a night of one series once for both runs of a comparison, one after the other, where both would train on the same; for
 * one thread.
 */
final class SharedTraining implements Trainer {
    private final Denominators denominators;
    private final ForecastMethod method = new ChosenMethod();
    private final Map<Night, Optional<Trained>> nights = new HashMap<>();
    private Optional<ModelState> state = Optional.empty();
    private long last = Long.MIN_VALUE;

    private record Night(long version, int from, int to, List<TimeRange> masks, Optional<ModelState> before) {}

    SharedTraining(Denominators denominators) {
        this.denominators = denominators;
    }

    @Override
    public Optional<Forecast> train(History history, long modelVersion) {
        if (modelVersion <= last) {
            // The other run begins, and knows nothing of how this one ended.
            state = Optional.empty();
        }
        last = modelVersion;
        Optional<ModelState> before = state;
        Optional<Trained> trained = nights.computeIfAbsent(
                new Night(modelVersion, history.from(), history.to(), history.masks(), before),
                night -> method.train(history.weighted(denominators), before, modelVersion));
        trained.ifPresent(done -> state = Optional.of(done.state()));
        return trained.map(Trained::forecast);
    }
}
