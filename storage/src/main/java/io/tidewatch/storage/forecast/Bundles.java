// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Turns a run whose work is done into a model version. Before that nothing of it is visible, after that all of it. */
public final class Bundles {
    /** A version that could train fewer of the champion's series, since some failed, waits for somebody to look at it. */
    private static final double MOST_KEPT = 0.9;

    /** Forecasts read and announced at once. */
    private static final int AT_ONCE = 500;

    private final Database database;

    public Bundles(Database database) {
        this.database = database;
    }

    /**
     * Ends a run once nothing of it waits: its version becomes the champion, the one before retires, and its forecasts stand
     * in the outbox, in one transaction. Where failures left too little of it, it becomes a challenger and the champion stays. Where no series could be trained, the run has failed and the champion stays. Harmless
     * when called at any time, by several processes.
     *
     * @param toMlflow whether the version is to be published there
     * @return the run, if this call ended it
     */
    public Optional<TrainingRun> finish(long runId, boolean toMlflow, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            if (isWaiting(transaction, runId)) {
                return Optional.empty();
            }
            boolean running = transaction
                    .createQuery("select id from training_run where id = ? and state = 'running' for update")
                    .bind(0, runId)
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent();
            if (!running) {
                return Optional.empty();
            }
            end(transaction, runId, toMlflow, now);
            return TrainingStore.find(transaction, runId);
        });
    }

    /** Asked after every batch: by the index of what waits, without counting the whole list. Nothing ever waits again. */
    private static boolean isWaiting(Handle transaction, long runId) {
        return transaction
                .createQuery("select exists (select from training_item where run_id = ? and state = 'waiting')")
                .bind(0, runId)
                .mapTo(Boolean.class)
                .one();
    }

    private static void end(Handle transaction, long runId, boolean toMlflow, Instant now) {
        TrainingRun run = TrainingStore.find(transaction, runId).orElseThrow();
        RunState state = run.progress().done() == 0 ? RunState.FAILED : RunState.DONE;
        transaction.execute(
                "update training_run set state = ?, finished_at = ? where id = ?", state.slug(), now, runId);
        if (state == RunState.DONE) {
            Optional<String> doubt = doubt(transaction, run);
            if (doubt.isEmpty()) {
                transaction.execute(
                        "update model_version set state = 'retired' where kpi = ? and state = 'champion'", run.kpi());
            }
            insert(transaction, run, doubt, now);
            if (doubt.isEmpty()) {
                announce(transaction, runId);
            }
            if (toMlflow) {
                MlflowOutbox.add(transaction, run.kpi(), run.version(), now);
            }
        }
    }

    /** Why a version must not serve by itself: it would leave series without a forecast that the champion has one for. */
    private static Optional<String> doubt(Handle transaction, TrainingRun run) {
        int failed = run.progress().failed();
        return ModelStore.champion(transaction, run.kpi())
                .filter(champion -> failed > 0 && run.progress().done() < MOST_KEPT * champion.series())
                .map(champion ->
                        failed + " series failed and only " + run.progress().done() + " of the champion's "
                                + champion.series() + " could be trained; the champion stays");
    }

    private static void insert(Handle transaction, TrainingRun run, Optional<String> doubt, Instant now) {
        TrainingRun.Progress progress = run.progress();
        transaction.execute(
                "insert into model_version (kpi, version, run_id, state, trained_to, series, methods, metrics, data_digest, "
                        + "reason, created_at) select ?, ?, ?, ?, ?, ?, "
                        + "(select jsonb_object_agg(method, n) from (select method, count(*) as n from forecast where run_id = ? "
                        + "group by method) m), "
                        + "jsonb_strip_nulls(jsonb_build_object('points', sum(points), 'series_done', ?::int, 'series_skipped', ?::int, "
                        + "'series_failed', ?::int, 'seconds', ?::float8, 'error_to_naive', (select avg((state->>'pastError')::float8 "
                        + "/ nullif((state->>'naiveError')::float8, 0)) from forecast where run_id = ?), "
                        + "'stray_to_profile', (select avg((state->>'error')::float8 "
                        + "/ nullif((state->>'profileError')::float8, 0)) from forecast where run_id = ?), "
                        + "'choices_changed', (select count(*) from forecast f join training_run r on r.id = f.run_id "
                        + "join forecast b on b.run_id = r.base_run and b.series_id = f.series_id "
                        + "where f.run_id = ? and f.state->'weights' <> b.state->'weights'))), "
                        + "encode(sha256(string_agg(digest, ''::bytea order by series_id)), 'hex'), ?, ? "
                        + "from training_item where run_id = ? and state = 'done'",
                run.kpi(),
                run.version(),
                run.id(),
                doubt.isPresent() ? "challenger" : "champion",
                ForecastRows.time(run.trainedTo()),
                progress.done(),
                run.id(),
                progress.done(),
                progress.skipped(),
                progress.failed(),
                Duration.between(run.createdAt(), now).toMillis() / 1000.0,
                run.id(),
                run.id(),
                run.id(),
                doubt.orElse("not worse than what it replaces on the hold-out days of any series"),
                now,
                run.id());
    }

    static void announce(Handle transaction, long runId) {
        try (Stream<Outbox.Entry> entries = transaction
                .createQuery(ForecastRows.SELECT + "where f.run_id = ? order by f.series_id")
                .bind(0, runId)
                .setFetchSize(AT_ONCE)
                .map((row, context) -> ForecastRows.read(row))
                .stream()
                .map(forecast -> new Outbox.Entry(forecast.series().id().key(), ForecastCodec.encode(forecast)))) {
            entries.gather(Gatherers.windowFixed(AT_ONCE))
                    .forEach(some -> Outbox.FORECASTER.addAll(transaction, Topic.FORECASTS, some));
        }
    }
}
