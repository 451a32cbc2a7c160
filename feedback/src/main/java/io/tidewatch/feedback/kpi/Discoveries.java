// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.DiscoveryStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the KPIs whose points came before anybody had made them; they are not watched until somebody says so. */
public final class Discoveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discoveries.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 200;
    private static final String ACTOR = "ingest";

    private final KpiService kpis;
    private final DiscoveryStore store;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("discoveries").daemon().factory());

    /** Starts at once. */
    public Discoveries(KpiService kpis, Database database) {
        this.kpis = kpis;
        this.store = new DiscoveryStore(database);
        looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        try {
            for (String name : store.waiting(AT_ONCE)) {
                make(name);
            }
        } catch (RuntimeException e) {
            LOG.debug("Discovered KPIs wait: {}", e.toString());
        }
    }

    private void make(String name) {
        try {
            kpis.create(name, KpiDraft.notWatched(), ACTOR);
        } catch (TidewatchException e) {
            LOG.debug("KPI {} is not made: {}", name, e.getMessage());
        }
    }
}
