// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.RequestStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Spreads a job's series over the workers, keeps what each gave, and leaves out those that were done before an interruption. */
final class Spread {
    private final RequestStore requests;
    private final ReplayStore results;
    private final InstantSource clock;
    private final ExecutorService workers;
    private final int width;
    private final long maxPoints;
    private final BooleanSupplier stopping;

    Spread(
            RequestStore requests,
            ReplayStore results,
            InstantSource clock,
            ExecutorService workers,
            ReplaySettings settings,
            BooleanSupplier stopping) {
        this.requests = requests;
        this.results = results;
        this.clock = clock;
        this.workers = workers;
        this.width = settings.workers();
        this.maxPoints = settings.maxPoints();
        this.stopping = stopping;
    }

    /** One series' work. */
    interface Work {
        /**
         * @param moved is to be told what share of the series has been done since it was last told; may throw
         * @param points is to be told how many points were read
         * @return JSON
         */
        String on(SeriesKey series, DoubleConsumer moved, PointLimit points);
    }

    /** Ends a job that is larger than allowed. */
    interface PointLimit {
        void read(int points);
    }

    /** @return what each series gave, in order of their ids */
    Map<SeriesId, String> over(long request, List<SeriesKey> series, Work work) {
        Map<SeriesId, String> done = results.parts(request);
        List<SeriesKey> left =
                series.stream().filter(key -> !done.containsKey(key.id())).toList();
        Progress progress = new Progress(request, series.size(), requests, clock, stopping);
        progress.moved(series.size() - left.size());
        AtomicLong read = new AtomicLong();
        // A few at a time, so that another job's series come in between.
        for (int i = 0; i < left.size(); i += width) {
            List<Callable<Void>> batch = left.subList(i, Math.min(left.size(), i + width)).stream()
                    .<Callable<Void>>map(key -> () -> {
                        String outcome = work.on(key, progress::moved, points -> limit(read.addAndGet(points)));
                        results.savePart(request, key.id(), outcome);
                        return null;
                    })
                    .toList();
            await(batch);
        }
        return results.parts(request);
    }

    private void limit(long points) {
        if (points > maxPoints) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    "this replay has more than " + maxPoints + " points, 28 days before the range included. Ask for a"
                            + " shorter range or for one series, or raise TIDEWATCH_REPLAY_MAX_POINTS.");
        }
    }

    private void await(List<Callable<Void>> batch) {
        try {
            for (Future<Void> each : workers.invokeAll(batch)) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the role stops");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
