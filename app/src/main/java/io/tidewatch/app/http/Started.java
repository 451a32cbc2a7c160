// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import io.tidewatch.app.start.Assembly;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started when servers, schema, topics and roles stand. */
@Startup
@Singleton
class Started implements HealthCheck {
    private final Assembly assembly;

    @Inject
    Started(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started").status(assembly.ready()).build();
    }
}
