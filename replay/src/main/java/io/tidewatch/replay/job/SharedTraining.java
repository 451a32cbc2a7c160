// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import io.tidewatch.replay.Trainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains a night of one series once for both runs of a comparison, where both would train on the same; for one thread. */
final class SharedTraining implements Trainer {
    private final SlotProfile trainer = new SlotProfile();
    private final Map<Night, Optional<Forecast>> nights = new HashMap<>();

    private record Night(long version, int from, int to, List<TimeRange> masks) {}

    @Override
    public Optional<Forecast> train(History history, long modelVersion) {
        return nights.computeIfAbsent(
                new Night(modelVersion, history.from(), history.to(), history.masks()),
                night -> trainer.train(history, modelVersion));
    }
}
