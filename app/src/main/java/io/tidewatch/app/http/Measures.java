// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.app.start.Assembly;
import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The roles' own numbers at /q/metrics, and for each role whether it works. */
@Singleton
public class Measures {
    private final Assembly assembly;
    private final MeterRegistry registry;
    /** The registry itself holds them weakly. */
    private final List<Measure> shown = new ArrayList<>();

    @Inject
    Measures(Assembly assembly, MeterRegistry registry) {
        this.assembly = assembly;
        this.registry = registry;
    }

    /** To be called once, when the roles run. */
    public void show() {
        for (Role role : assembly.roles()) {
            Gauge.builder("tidewatch_role_up", () -> role.trouble().isEmpty() ? 1 : 0)
                    .description("1 where the role works, 0 where it is in trouble; the health page says which.")
                    .tag("role", role.name().slug())
                    .strongReference(true)
                    .register(registry);
            role.measures().forEach(this::show);
        }
    }

    private void show(Measure measure) {
        shown.add(measure);
        if (measure.counts()) {
            FunctionCounter.builder(measure.name(), measure, m -> m.value().getAsDouble())
                    .description(measure.help())
                    .register(registry);
        } else {
            Gauge.builder(measure.name(), measure, m -> m.value().getAsDouble())
                    .description(measure.help())
                    .register(registry);
        }
    }
}
