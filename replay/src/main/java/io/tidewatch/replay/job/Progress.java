// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.storage.request.RequestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** How far a job is, written to its row now and then; that also renews the claim on it and hears of its cancellation. */
final class Progress {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final long request;
    private final RequestStore requests;
    private final InstantSource clock;
    private final BooleanSupplier stopping;
    private final int series;
    private double done;
    private boolean cancelled;
    private Instant told = Instant.MIN;

    Progress(long request, int series, RequestStore requests, InstantSource clock, BooleanSupplier stopping) {
        this.request = request;
        this.series = series;
        this.requests = requests;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * Some of a series is done.
     *
     * @param share of one series
     * @throws Interrupted where the job is to end
     */
    synchronized void moved(double share) {
        done += share;
        if (stopping.getAsBoolean()) {
            throw new Interrupted("the role stops");
        }
        Instant now = clock.instant();
        if (!cancelled && told.plus(BETWEEN).isBefore(now)) {
            told = now;
            String message = series == 1 ? "replaying" : "replaying " + (int) done + " of " + series + " series";
            cancelled = !requests.progress(request, done / Math.max(1, series), message, now);
        }
        if (cancelled) {
            throw new Interrupted("cancelled");
        }
    }
}
