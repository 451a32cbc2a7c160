// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.RunState;
import io.tidewatch.storage.forecast.SeriesTraining;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.WorkList;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from the work list, and ends the runs of which nothing is left. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkList work;
    private final Bundles bundles;
    private final TrainRequests requests;
    private final Supplier<SeriesTraining> training;
    private final InstantSource clock;
    private final Counters counters;
    private final int batch;
    private final boolean toMlflow;
    private final Runnable announce;

    /**
     * @param training a new one for each batch
     * @param announce called when forecasts stand in the outbox
     */
    Worker(
            WorkList work,
            Bundles bundles,
            TrainRequests requests,
            Supplier<SeriesTraining> training,
            InstantSource clock,
            Counters counters,
            int batch,
            boolean toMlflow,
            Runnable announce) {
        this.work = work;
        this.bundles = bundles;
        this.requests = requests;
        this.training = training;
        this.clock = clock;
        this.counters = counters;
        this.batch = batch;
        this.toMlflow = toMlflow;
        this.announce = announce;
    }

    /** @return whether there may be more */
    boolean step() {
        OptionalLong run = work.trainSome(batch, new Counted(training.get()));
        run.ifPresent(this::finish);
        return run.isPresent();
    }

    /** Ends the run if nothing of it waits; also one whose last worker died before it could. */
    void finish(long run) {
        bundles.finish(run, toMlflow, clock.instant()).ifPresent(ended -> {
            counters.runs.increment();
            announce.run();
            report(ended);
        });
    }

    private final class Counted implements SeriesTraining {
        private final SeriesTraining trainer;

        Counted(SeriesTraining trainer) {
            this.trainer = trainer;
        }

        @Override
        public void expect(List<SeriesKey> series) {
            trainer.expect(series);
        }

        @Override
        public ItemOutcome train(SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before) {
            ItemOutcome outcome = trainer.train(series, kpi, version, trainedTo, before);
            switch (outcome) {
                case ItemOutcome.Trained trained -> counters.trained.increment();
                case ItemOutcome.Skipped skipped -> counters.skipped.increment();
                case ItemOutcome.Failed failed -> counters.failed.increment();
            }
            return outcome;
        }
    }

    private void report(TrainingRun run) {
        TrainingRun.Progress progress = run.progress();
        Duration took = Duration.between(run.createdAt(), run.finishedAt().orElse(run.createdAt()));
        String result = run.state() == RunState.DONE
                ? "model " + run.version() + " of " + run.kpi() + " serves, trained to "
                        + Micros.toInstant(run.trainedTo())
                : "no series of " + run.kpi() + " could be trained to " + Micros.toInstant(run.trainedTo());
        String counts = progress.done() + " series trained, " + progress.skipped() + " with too little history, "
                + progress.failed() + " failed";
        LOG.info(
                "Training run {} ({}) ended after {}: {}; {}",
                run.id(),
                run.cause().slug(),
                took,
                result,
                counts);
        run.request().ifPresent(request -> {
            if (run.state() == RunState.DONE) {
                requests.done(request, "Model " + run.version() + ": " + counts);
            } else {
                requests.failed(request, "No series could be trained: " + counts);
            }
        });
    }
}
