// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.forecast.MlflowOutbox;
import io.tidewatch.storage.forecast.MlflowOutbox.Pending;
import io.tidewatch.storage.forecast.ModelVersion;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells MLflow of model versions, one run for each KPI and training. Nothing waits for it: while MLflow is away, versions stay
 * in their outbox. A step that was done before a failure is not done twice.
 */
public final class MlflowPublisher implements AutoCloseable {
    private static final String EXPERIMENT = "tidewatch";
    private static final String CHAMPION = "champion";

    private final MlflowOutbox outbox;
    private final Mlflow mlflow;

    public MlflowPublisher(MlflowOutbox outbox, URI server) {
        this.outbox = outbox;
        this.mlflow = new Mlflow(server);
    }

    /**
     * Publishes the oldest version that waits.
     *
     * @return whether there may be more
     * @throws RuntimeException where MLflow is away or refuses; try again later
     */
    public boolean publishNext() {
        try {
            return outbox.publishNext(this::publish);
        } catch (RuntimeException e) {
            outbox.noteFailure(e.toString());
            throw e;
        }
    }

    @Override
    public void close() {
        mlflow.close();
    }

    private void publish(Pending pending) {
        ModelVersion version = pending.version();
        long millis = version.createdAt().toEpochMilli();
        String experiment = mlflow.experiment(EXPERIMENT);
        String run = pending.mlflowRun().orElseGet(() -> {
            String created = mlflow.createRun(experiment, version.kpi() + " " + version.version(), millis);
            outbox.noteRun(pending.id(), created);
            return created;
        });
        mlflow.log(run, parameters(version), version.metrics(), tags(version), millis);
        upload(experiment, run, version);
        String model = modelName(version.kpi());
        mlflow.registerModel(model, "Bounds of " + version.kpi());
        String registered = pending.mlflowVersion().orElseGet(() -> {
            String source = "mlflow-artifacts:/" + experiment + "/" + run + "/artifacts/bundle";
            String created = mlflow.registerVersion(model, source, run, tags(version));
            outbox.noteVersion(pending.id(), created);
            return created;
        });
        if (version.state() == ModelVersion.State.CHAMPION) {
            mlflow.alias(model, CHAMPION, registered);
        }
        mlflow.finish(run, millis);
    }

    /** A registered model's name may hold neither slash nor colon, which a KPI's may. */
    static String modelName(String kpi) {
        return "tidewatch-" + kpi.replace("%", "%25").replace("/", "%2F").replace(":", "%3A");
    }

    private static Map<String, String> parameters(ModelVersion version) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("trained_to", Micros.toInstant(version.trainedTo()).toString());
        parameters.put("series", Integer.toString(version.series()));
        version.methods().forEach((method, count) -> parameters.put("method." + method, count.toString()));
        return parameters;
    }

    private static Map<String, String> tags(ModelVersion version) {
        return new TreeMap<>(Map.of(
                "tidewatch.kpi",
                version.kpi(),
                "tidewatch.version",
                Long.toString(version.version()),
                "tidewatch.data_digest",
                version.dataDigest()));
    }

    /** The bundle: forecast records in order of series id, each after its length in four bytes, compressed. */
    private void upload(String experiment, String run, ModelVersion version) {
        @Nullable Path file = null;
        try {
            file = Files.createTempFile("tidewatch-bundle", ".gz");
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))))) {
                outbox.forecasts(version, forecast -> {
                    byte[] bytes = ForecastCodec.encode(forecast);
                    try {
                        out.writeInt(bytes.length);
                        out.write(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            mlflow.upload(experiment, run, "bundle/forecasts.gz", file);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle can't be written to a file", e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
