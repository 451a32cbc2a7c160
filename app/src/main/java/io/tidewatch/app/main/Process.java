// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import io.tidewatch.app.demo.Demo;
import io.tidewatch.app.door.FirstStart;
import io.tidewatch.app.http.Measures;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.app.start.Assembly;
import io.tidewatch.app.start.CannotStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs inside Quarkus: the roles, until somebody says stop. */
@Singleton
class Process implements QuarkusApplication {
    private static final Logger LOG = LoggerFactory.getLogger("io.tidewatch");
    private final Assembly assembly;
    private final FirstStart first;
    private final Settings settings;
    private final Instance<Demo> demo;
    private final Measures measures;

    @Inject
    Process(Assembly assembly, FirstStart first, Settings settings, Instance<Demo> demo, Measures measures) {
        this.assembly = assembly;
        this.first = first;
        this.settings = settings;
        this.demo = demo;
        this.measures = measures;
    }

    @Override
    public int run(String... arguments) {
        try {
            assembly.start(first::prepare);
        } catch (CannotStart e) {
            LOG.debug("The start failed", e);
            System.err.println(e.getMessage());
            return 1;
        }
        measures.show();
        announce();
        if (DemoCommand.given()) {
            demo.get().start();
        }
        Quarkus.waitForExit();
        return 0;
    }

    /** By a signal too: then the JVM waits for this and for nothing else. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        if (DemoCommand.given()) {
            demo.get().close();
        }
        assembly.stop();
    }

    private void announce() {
        String signIn = first.secret()
                .map(secret -> ". Sign in as admin with the one-time secret " + secret)
                .orElse("");
        LOG.info("Tidewatch is ready at {}{}", settings.publicUrl(), signIn);
    }
}
