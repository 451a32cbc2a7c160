// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.score.ScoreStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one request after the other and says in its row what became of it. */
final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final RequestStore requests;
    private final ReplayStore results;
    private final InstantSource clock;
    private final Duration keep;
    private final BooleanSupplier stopping;
    private final Map<RequestKind, Job> kinds = new EnumMap<>(RequestKind.class);

    Jobs(
            Database database,
            InstantSource clock,
            ReplaySettings settings,
            ExecutorService workers,
            BooleanSupplier stopping) {
        this.requests = new RequestStore(database);
        this.results = new ReplayStore(database);
        this.clock = clock;
        this.keep = settings.keep();
        this.stopping = stopping;
        Inputs inputs = new Inputs(database);
        Spread spread = new Spread(requests, results, clock, workers, settings, stopping);
        kinds.put(RequestKind.PREVIEW, new Preview(inputs, spread, results, clock));
        kinds.put(RequestKind.SCORE_PAST, new PastScores(inputs, spread, results, new ScoreStore(database), clock));
    }

    /** @return whether there was one */
    boolean runNext() {
        Optional<Request> taken = requests.take(EnumSet.copyOf(kinds.keySet()), clock.instant());
        taken.ifPresent(this::run);
        return taken.isPresent();
    }

    private void run(Request request) {
        try {
            Job job = kinds.get(request.kind());
            if (job == null) {
                throw new IllegalStateException("asked for " + kinds.keySet() + ", got " + request.kind());
            }
            String message = job.run(request.id(), Json.read(request.payload(), ReplayOrder.class));
            requests.done(request.id(), message, clock.instant());
            results.forget(clock.instant().minus(keep));
        } catch (Interrupted e) {
            if (stopping.getAsBoolean()) {
                requests.release(request.id(), clock.instant());
            }
        } catch (JdbiException e) {
            // The database is away: the row keeps its parts, and is taken again when nobody renews it.
            throw e;
        } catch (TidewatchException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            requests.failed(request.id(), String.valueOf(e.getMessage()), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("Replay {} of {} failed", request.id(), request.subject(), e);
            requests.failed(request.id(), "failed by a fault of ours: " + e, clock.instant());
        }
    }
}
