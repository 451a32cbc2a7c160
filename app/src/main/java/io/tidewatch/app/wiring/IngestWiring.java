// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.ingest.IngestRole;
import io.tidewatch.ingest.event.EventsDoor;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.otlp.MetricsDoor;
import io.tidewatch.ingest.points.PointsDoor;
import io.tidewatch.ingest.prometheus.WriteDoor;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.ingest.status.IngestView;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Points in. */
@Singleton
class IngestWiring {
    @Produces
    @Singleton
    @Typed(IngestRole.class)
    IngestRole ingest(
            IngestSettings settings, Database database, LogClients log, InstantSource clock, Settings process) {
        return new IngestRole(settings, database, log, clock, process.data().resolve("ingest"));
    }

    @Produces
    @Singleton
    @Runs(RoleName.INGEST)
    Role role(IngestRole ingest) {
        return ingest;
    }

    @Produces
    @Singleton
    PointsDoor door(IngestRole ingest) {
        return ingest.door();
    }

    @Produces
    @Singleton
    LineDoor lines(IngestRole ingest) {
        return ingest.lines();
    }

    @Produces
    @Singleton
    EventsDoor events(IngestRole ingest) {
        return ingest.events();
    }

    @Produces
    @Singleton
    IngestView view(IngestRole ingest) {
        return ingest;
    }

    @Produces
    @Singleton
    WriteDoor writes(IngestRole ingest) {
        return ingest.writes();
    }

    @Produces
    @Singleton
    MetricsDoor metrics(IngestRole ingest) {
        return ingest.metrics();
    }
}
