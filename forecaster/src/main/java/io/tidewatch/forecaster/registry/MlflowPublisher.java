// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.forecast.AliasStore;
import io.tidewatch.storage.forecast.MlflowOutbox;
import io.tidewatch.storage.forecast.MlflowOutbox.Pending;
import io.tidewatch.storage.forecast.ModelVersion;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
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
    private static final String CHALLENGER = "challenger";

    private final MlflowOutbox outbox;
    private final AliasStore aliases;
    private final Mlflow mlflow;

    public MlflowPublisher(MlflowOutbox outbox, AliasStore aliases, URI server) {
        this.outbox = outbox;
        this.aliases = aliases;
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

    /** The number of the version that MLflow's champion alias of a KPI points to; empty where there is none. */
    public Optional<String> champion(String kpi) {
        return mlflow.aliased(modelName(kpi), CHAMPION);
    }

    @Override
    public void close() {
        mlflow.close();
    }

    private void publish(Pending pending) {
        ModelVersion version = pending.version();
        if (version.copyOf().isPresent()) {
            version.mlflowVersion().ifPresent(registered -> point(version, registered));
            return;
        }
        long millis = version.createdAt().toEpochMilli();
        String experiment = mlflow.experiment(EXPERIMENT);
        String run = pending.mlflowRun().orElseGet(() -> {
            String created = mlflow.createRun(experiment, version.kpi() + " " + version.version(), millis);
            outbox.noteRun(pending.id(), created);
            return created;
        });
        mlflow.log(run, parameters(version), version.metrics(), tags(version), millis);
        String sha256 = upload(experiment, run, version);
        mlflow.upload(experiment, run, "bundle/methods.json", BodyPublishers.ofString(methods(version)));
        String model = modelName(version.kpi());
        mlflow.registerModel(model, "Bounds of " + version.kpi());
        String registered = pending.mlflowVersion().orElseGet(() -> {
            String source = "mlflow-artifacts:/" + experiment + "/" + run + "/artifacts/bundle";
            String created = mlflow.registerVersion(model, source, run, registeredTags(version, sha256));
            outbox.noteVersion(pending, created);
            return created;
        });
        point(version, registered);
        mlflow.finish(run, millis);
    }

    /** Moves the alias, unless somebody has moved it there since we last saw it: then what serves here follows. */
    private void point(ModelVersion version, String registered) {
        String model = modelName(version.kpi());
        switch (version.state()) {
            case CHAMPION -> {
                Optional<String> seen = aliases.seen(version.kpi());
                if (seen.isEmpty()
                        || mlflow.aliased(model, CHAMPION)
                                .filter(there -> !there.equals(seen.get()))
                                .isEmpty()) {
                    mlflow.alias(model, CHAMPION, registered);
                    aliases.see(version.kpi(), registered);
                }
            }
            case CHALLENGER -> mlflow.alias(model, CHALLENGER, registered);
            case RETIRED -> {
                // A newer one serves by now, and comes next.
            }
        }
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

    private static Map<String, String> registeredTags(ModelVersion version, String sha256) {
        Map<String, String> tags = new TreeMap<>(tags(version));
        tags.put("tidewatch.bundle_sha256", sha256);
        return tags;
    }

    /** Each series' method with the figures it was chosen by, as JSON. */
    private String methods(ModelVersion version) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = json.createObjectNode();
        outbox.states(version).forEach((series, state) -> all.putRawValue(series, new RawValue(state)));
        return all.toString();
    }

    /** The bundle: forecast records in order of series id, each after its length in four bytes, compressed. */
    private String upload(String experiment, String run, ModelVersion version) {
        @Nullable Path file = null;
        try {
            file = Files.createTempFile("tidewatch-bundle", ".gz");
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), sha256))))) {
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
            mlflow.upload(experiment, run, "bundle/forecasts.gz", BodyPublishers.ofFile(file));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle can't be written to a file", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
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
