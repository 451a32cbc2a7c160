// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.tidewatch.app.settings.Setting;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs roles until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs Tidewatch, with its own PostgreSQL and Kafka unless others are named.")
class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--roles",
            paramLabel = "ROLE,…",
            description = "What this process runs: all (the default), or some of postgres, broker, feedback, ingest,"
                    + " forecaster, scorer, notifier, replay. Also TIDEWATCH_ROLES.")
    private @Nullable String roles;

    @Option(names = "--host", paramLabel = "HOST", description = "Where to listen; 127.0.0.1. Also TIDEWATCH_HOST.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "On which port; 8090. Also TIDEWATCH_PORT.")
    private @Nullable String port;

    @Override
    public Integer call() {
        set(Setting.ROLES, roles);
        set(Setting.HOST, host);
        set(Setting.PORT, port);
        return Launch.run();
    }

    /** An argument wins over the environment; system properties are how both Quarkus and we read it. */
    static void set(Setting setting, @Nullable String value) {
        if (value != null) {
            System.setProperty(setting.name(), value);
        }
    }
}
