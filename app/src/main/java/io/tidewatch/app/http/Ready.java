// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import io.tidewatch.app.start.Assembly;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when all has started and no role reports trouble; says which one does. */
@Readiness
@Singleton
class Ready implements HealthCheck {
    private final Assembly assembly;

    @Inject
    Ready(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> troubles = assembly.troubles();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("roles");
        boolean well = assembly.ready();
        for (Map.Entry<String, String> role : troubles.entrySet()) {
            boolean fine = role.getValue().isEmpty();
            well &= fine;
            answer.withData(role.getKey(), fine ? "runs" : role.getValue());
        }
        return answer.status(well).build();
    }
}
