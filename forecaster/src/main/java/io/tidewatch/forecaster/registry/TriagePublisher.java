// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.storage.triage.StoredTriage;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;

/** Tells MLflow of triage models, one run for each night that gave one. Nothing waits for it. */
public final class TriagePublisher implements AutoCloseable {
    private static final String EXPERIMENT = "tidewatch-triage";

    private final TriageStore store;
    private final Mlflow mlflow;

    public TriagePublisher(TriageStore store, URI server) {
        this.store = store;
        this.mlflow = new Mlflow(server);
    }

    /**
     * Publishes the oldest version that MLflow has not heard of.
     *
     * @return whether there was one
     * @throws RuntimeException where MLflow is away or refuses; try again later
     */
    public boolean publishNext() {
        return store.track(this::publish);
    }

    private void publish(TriageStore.Untracked untracked) {
        StoredTriage triage = untracked.triage();
        TriageTraining training = triage.training();
        long millis = triage.trainedAt().toEpochMilli();
        String experiment = mlflow.experiment(EXPERIMENT);
        String run = untracked.run().orElseGet(() -> {
            String created = mlflow.createRun(experiment, "triage " + triage.version(), millis);
            store.noteRun(triage.version(), created);
            return created;
        });
        mlflow.log(
                run,
                parameters(training),
                Map.of("log_loss", training.logLoss(), "base_log_loss", training.baseLogLoss()),
                Map.of(
                        "tidewatch.triage_version",
                        Long.toString(triage.version()),
                        "tidewatch.data_digest",
                        training.dataDigest()),
                millis);
        mlflow.upload(experiment, run, "provenance.txt", BodyPublishers.ofString(training.provenance()));
        mlflow.finish(run, millis);
    }

    private static Map<String, String> parameters(TriageTraining training) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("labels", Integer.toString(training.labels()));
        parameters.put("true_labels", Integer.toString(training.trueLabels()));
        parameters.put("intercept", Double.toString(training.intercept()));
        for (TriageFeature feature : TriageFeature.values()) {
            parameters.put(
                    "weight." + feature.slug(),
                    Double.toString(training.weights().get(feature.ordinal())));
        }
        return parameters;
    }

    @Override
    public void close() {
        mlflow.close();
    }
}
