// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.forecaster.registry.MlflowPublisher;
import io.tidewatch.storage.forecast.AliasStore;
import io.tidewatch.storage.forecast.AliasStore.Seen;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.Restored;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the champion alias of each KPI's model in MLflow: moved there, it moves what serves here. */
final class AliasFollower {
    private static final Logger LOG = LoggerFactory.getLogger(AliasFollower.class);
    private static final String ACTOR = "mlflow";

    private final AliasStore aliases;
    private final VersionChanges changes;
    private final MlflowPublisher mlflow;

    AliasFollower(AliasStore aliases, VersionChanges changes, MlflowPublisher mlflow) {
        this.aliases = aliases;
        this.changes = changes;
        this.mlflow = mlflow;
    }

    /**
     * Looks once at every alias that we have set.
     *
     * @return false, for there is nothing more to do until the next look
     * @throws RuntimeException where MLflow is away
     */
    boolean look() {
        for (Seen seen : aliases.all()) {
            Optional<String> there = mlflow.champion(seen.kpi());
            if (there.isPresent() && !there.get().equals(seen.version()) && isFollowed(seen.kpi(), there.get())) {
                aliases.see(seen.kpi(), there.get());
            }
        }
        return false;
    }

    private boolean isFollowed(String kpi, String registered) {
        OptionalLong version = aliases.version(kpi, registered);
        if (version.isEmpty()) {
            LOG.warn(
                    "MLflow's champion of {} is now its version {}, which did not come from here: what serves stays",
                    kpi,
                    registered);
            return true;
        }
        return switch (changes.restore(kpi, version.getAsLong(), ACTOR)) {
            case Restored.Serves serves -> true;
            case Restored.Already already -> true;
            case Restored.Unknown unknown -> true;
            case Restored.Busy busy -> false;
            case Restored.NeedsTraining(ModelVersion wanted) -> changes.retrain(wanted, OptionalLong.empty());
        };
    }
}
