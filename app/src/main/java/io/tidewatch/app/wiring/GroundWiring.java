// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.app.settings.SettingsReader;
import io.tidewatch.app.start.Assembly;
import io.tidewatch.app.start.CannotStart;
import io.tidewatch.app.start.Ground;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;

/** What all roles share. */
@Singleton
class GroundWiring {
    @Produces
    @Singleton
    Settings settings(Config config) {
        SettingsReader reader = new SettingsReader(config);
        Settings settings = reader.read();
        if (!reader.problems().isEmpty()) {
            throw new CannotStart(reader.problems());
        }
        return settings;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Ground ground(Settings settings) {
        return new Ground(settings);
    }

    @Produces
    @Singleton
    Assembly assembly(Settings settings, Ground ground, RoleObjects roles) {
        return new Assembly(settings, ground, roles::find);
    }

    /** First asked for when the ground stands: before that no role, and no request, gets this far. */
    @Produces
    @Singleton
    Database database(Ground ground) {
        return ground.database();
    }

    @Produces
    @Singleton
    LogClients log(Ground ground) {
        return ground.log();
    }
}
