// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.runtime.Quarkus;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidewatch.app.settings.KnownKeys;
import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.app.settings.SettingsReader;
import io.tidewatch.app.start.CannotStart;
import io.tidewatch.app.start.Checks;
import io.tidewatch.app.start.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From settings to a running process: all that can be known to fail is looked at before anything is touched. */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger("io.tidewatch");

    private Launch() {}

    /** @return the exit code, when the process was told to stop */
    static int run() {
        Settings settings = checked();
        if (!settings.servesHttp()) {
            return serversOnly(settings);
        }
        AtomicInteger code = new AtomicInteger();
        Quarkus.run(Process.class, (exit, failure) -> code.set(failure == null ? exit : failed(failure)));
        return code.get();
    }

    private static int failed(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        System.err.println("Tidewatch can't start: " + root.getMessage());
        LOG.debug("The start failed", failure);
        return 1;
    }

    private static Settings checked() {
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultSources().build();
        SettingsReader reader = new SettingsReader(config);
        Settings settings = reader.read();
        List<Problem> problems = new ArrayList<>(reader.problems());
        problems.addAll(KnownKeys.unknown(config.getPropertyNames()));
        problems.addAll(Checks.of(settings));
        if (!problems.isEmpty()) {
            throw new CannotStart(problems);
        }
        return settings;
    }

    /** A database or a broker for other processes: no HTTP, no roles. */
    private static int serversOnly(Settings settings) {
        Ground ground = new Ground(settings);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        ground.startServers();
        LOG.info("The servers run; TIDEWATCH_JDBC_URL and TIDEWATCH_KAFKA lead other processes to them");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.countDown();
            awaitQuietly(stopped);
        }));
        awaitQuietly(told);
        ground.close();
        stopped.countDown();
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
