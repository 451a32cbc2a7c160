// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.forecaster.nightly.ForecasterRole;
import io.tidewatch.forecaster.nightly.ForecasterSettings;
import io.tidewatch.forecaster.serving.Predictor;
import io.tidewatch.replay.job.ReplayRole;
import io.tidewatch.replay.job.ReplaySettings;
import io.tidewatch.scorer.topology.ScorerRole;
import io.tidewatch.scorer.topology.ScorerSettings;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Bounds and alerts, in life and in replay. */
@Singleton
class ModelWiring {
    @Produces
    @Singleton
    @Runs(RoleName.FORECASTER)
    Role forecaster(ForecasterSettings settings, Database database, LogClients log, InstantSource clock) {
        return new ForecasterRole(settings, database, log, clock);
    }

    @Produces
    @Singleton
    Predictor predictor(Database database) {
        return new Predictor(database);
    }

    @Produces
    @Singleton
    @Runs(RoleName.SCORER)
    Role scorer(ScorerSettings settings, LogClients log, Settings process) {
        return new ScorerRole(settings, log, process.data().resolve("scorer"));
    }

    @Produces
    @Singleton
    @Runs(RoleName.REPLAY)
    Role replay(ReplaySettings settings, Database database, InstantSource clock) {
        return new ReplayRole(settings, database, clock);
    }
}
