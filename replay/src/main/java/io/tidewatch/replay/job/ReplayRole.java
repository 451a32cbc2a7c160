// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.storage.database.Database;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Previews, verdict effects and past scores, taken from the table of requests. */
public final class ReplayRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRole.class);
    private static final long PATIENCE_SECONDS = 30;

    private final ReplaySettings settings;
    private final Database database;
    private final InstantSource clock;
    private @Nullable ExecutorService workers;
    private @Nullable ScheduledExecutorService takers;
    private volatile boolean stopping;
    private volatile String trouble = "";

    public ReplayRole(ReplaySettings settings, Database database, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public RoleName name() {
        return RoleName.REPLAY;
    }

    @Override
    public synchronized void start() {
        if (takers != null) {
            return;
        }
        stopping = false;
        workers = Executors.newFixedThreadPool(
                settings.workers(),
                Thread.ofPlatform().name("replay-worker-", 1).factory());
        takers = Executors.newScheduledThreadPool(
                settings.jobs(), Thread.ofPlatform().name("replay-job-", 1).factory());
        Jobs jobs = new Jobs(database, clock, settings, workers, () -> stopping);
        long pause = settings.look().toMillis();
        for (int i = 0; i < settings.jobs(); i++) {
            takers.scheduleWithFixedDelay(() -> work(jobs), pause * i / settings.jobs(), pause, TimeUnit.MILLISECONDS);
        }
    }

    private void work(Jobs jobs) {
        try {
            while (!stopping && jobs.runNext()) {
                trouble = "";
            }
            trouble = "";
        } catch (RuntimeException e) {
            if (trouble.isEmpty() && !stopping) {
                LOG.warn("Replays are tried again every {}: {}", settings.look(), e.toString());
            }
            trouble = "replay: " + e.getMessage();
        }
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        end(takers);
        end(workers);
        takers = null;
        workers = null;
    }

    private static void end(@Nullable ExecutorService threads) {
        if (threads == null) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A replay still works; its row is taken again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String trouble() {
        return trouble;
    }
}
