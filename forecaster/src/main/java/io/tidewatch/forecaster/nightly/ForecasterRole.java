// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.registry.MlflowPublisher;
import io.tidewatch.forecaster.registry.TriagePublisher;
import io.tidewatch.forecaster.triage.TriageNight;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.deletion.DeletionRequests;
import io.tidewatch.storage.deletion.ModelDeletion;
import io.tidewatch.storage.forecast.AliasStore;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.MlflowOutbox;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.outbox.Outbox;
import io.tidewatch.storage.outbox.OutboxPublisher;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.triage.TriageStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** Bounds out: schedules trainings, does them, and publishes what they expect. */
public final class ForecasterRole implements Role {
    private static final Duration MLFLOW_PAUSE = Duration.ofSeconds(10);
    private static final Duration TRIAGE_PAUSE = Duration.ofSeconds(15);

    private final ForecasterSettings settings;
    private final Database database;
    private final LogClients clients;
    private final InstantSource clock;
    private final ForecastMethod method;
    private final Counters counters = new Counters();
    private final Standing standing = new Standing();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Loop> loops = new ArrayList<>();

    public ForecasterRole(ForecasterSettings settings, Database database, LogClients clients, InstantSource clock) {
        this(settings, database, clients, clock, new ChosenMethod());
    }

    /** With another method than the nightly pick. */
    public ForecasterRole(
            ForecasterSettings settings,
            Database database,
            LogClients clients,
            InstantSource clock,
            ForecastMethod method) {
        this.settings = settings;
        this.database = database;
        this.clients = clients;
        this.clock = clock;
        this.method = method;
    }

    @Override
    public RoleName name() {
        return RoleName.FORECASTER;
    }

    public Counters counters() {
        return counters;
    }

    @Override
    public List<Measure> measures() {
        List<Measure> measures = new ArrayList<>(List.of(
                new Measure("tidewatch_series_trained_total", "Series trained.", counters::trained),
                new Measure("tidewatch_series_skipped_total", "Series with too little history.", counters::skipped),
                new Measure("tidewatch_series_failed_total", "Series that could not be trained.", counters::failed),
                new Measure("tidewatch_training_runs_total", "Trainings that this process ended.", counters::runs)));
        measures.addAll(standing.measures());
        return List.copyOf(measures);
    }

    @Override
    public synchronized void start() {
        if (!started.isEmpty()) {
            return;
        }
        try {
            startAll();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void startAll() {
        Producer<byte[], byte[]> producer = clients.producer("tidewatch-forecaster");
        started.push(producer);
        OutboxPublisher publisher = new OutboxPublisher(database, Outbox.FORECASTER, producer);
        started.push(publisher);
        StoredInputs inputs = new StoredInputs(database);
        TrainRequests requests = new StoredRequests(database, clock);
        TrainingStore runs = new TrainingStore(database);
        VersionChanges changes =
                new VersionChanges(database, clock, settings.mlflow().isPresent(), publisher::nudge);
        Worker worker = new Worker(
                new WorkList(database),
                new Bundles(database),
                requests,
                () -> new SeriesTrainer(inputs, method),
                clock,
                counters,
                settings.batch(),
                settings.mlflow().isPresent(),
                publisher::nudge);
        for (int i = 1; i <= settings.workers(); i++) {
            start(new Loop("forecaster-worker-" + i, settings.look(), worker::step));
        }
        settings.mlflow().ifPresent(server -> trackIn(server, changes));
        DeletionRequests deletions = new DeletionRequests(database, RequestKind.FORGET_MODELS, clock);
        ModelDeletion models = new ModelDeletion(database);
        start(new Loop(
                "forecaster-deletions",
                settings.look(),
                () -> deletions.look(deletion -> {
                    boolean done = deletion.series()
                            .map(key -> models.deleteSeries(deletion.kpi(), key.id()))
                            .orElseGet(() -> models.deleteKpi(deletion.kpi()));
                    publisher.nudge();
                    return done;
                })));
        TriageNight triage = new TriageNight(new TriageStore(database), clock);
        started.push(new Loop("forecaster-triage", TRIAGE_PAUSE, () -> {
            triage.look();
            return false;
        }));
        List<Loop> workers = List.copyOf(loops);
        Scheduler scheduler = new Scheduler(
                runs,
                new KpiStore(database)::all,
                requests,
                changes,
                clock,
                method.historyDays(),
                settings.keep(),
                standing);
        start(new Loop("forecaster-scheduler", settings.look(), () -> {
            scheduler.look();
            runs.running().stream()
                    .filter(run -> run.progress().waiting() == 0)
                    .forEach(run -> worker.finish(run.id()));
            workers.forEach(Loop::nudge);
            return false;
        }));
    }

    private void trackIn(URI mlflow, VersionChanges changes) {
        MlflowPublisher tracking = new MlflowPublisher(new MlflowOutbox(database), new AliasStore(database), mlflow);
        started.push(tracking);
        // Its trouble is nobody's but its own: bounds never wait for MLflow.
        started.push(new Loop("forecaster-mlflow", MLFLOW_PAUSE, tracking::publishNext));
        AliasFollower follower = new AliasFollower(new AliasStore(database), changes, tracking);
        started.push(new Loop("forecaster-aliases", settings.aliases(), follower::look));
        TriagePublisher triage = new TriagePublisher(new TriageStore(database), mlflow);
        started.push(triage);
        started.push(new Loop("forecaster-triage-mlflow", MLFLOW_PAUSE, triage::publishNext));
    }

    private void start(Loop loop) {
        loops.add(loop);
        started.push(loop);
    }

    @Override
    public synchronized void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        loops.clear();
    }

    @Override
    public synchronized String trouble() {
        return String.join(
                "; ",
                loops.stream()
                        .map(Loop::trouble)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }
}
