// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/**
 * The calls that publishing needs. Runs go through the Java client's typed calls; it has none for registering, and those for
 * artifacts start a Python process, so these go by HTTP.
 */
final class Mlflow implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration UPLOAD = Duration.ofMinutes(5);
    private static final String EXISTS = "RESOURCE_ALREADY_EXISTS";

    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final MlflowClient client;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    Mlflow(URI server) {
        this.server = server;
        this.client = new MlflowClient(server.toString());
    }

    /** The experiment's id; creates it where there is none. */
    String experiment(String name) {
        return client.getExperimentByName(name)
                .map(Experiment::getExperimentId)
                .orElseGet(() -> client.createExperiment(name));
    }

    /** @return the run's id */
    String createRun(String experiment, String name, long startMillis) {
        return client.createRun(CreateRun.newBuilder()
                        .setExperimentId(experiment)
                        .setRunName(name)
                        .setStartTime(startMillis)
                        .build())
                .getRunId();
    }

    void log(
            String run,
            Map<String, String> parameters,
            Map<String, Double> metrics,
            Map<String, String> tags,
            long atMillis) {
        List<Metric> measured = metrics.entrySet().stream()
                .map(metric -> Metric.newBuilder()
                        .setKey(metric.getKey())
                        .setValue(metric.getValue())
                        .setTimestamp(atMillis)
                        .setStep(0)
                        .build())
                .toList();
        List<Param> given = parameters.entrySet().stream()
                .map(parameter -> Param.newBuilder()
                        .setKey(parameter.getKey())
                        .setValue(parameter.getValue())
                        .build())
                .toList();
        List<RunTag> said = tags.entrySet().stream()
                .map(tag -> RunTag.newBuilder()
                        .setKey(tag.getKey())
                        .setValue(tag.getValue())
                        .build())
                .toList();
        client.logBatch(run, measured, given, said);
    }

    void finish(String run, long endMillis) {
        client.setTerminated(run, RunStatus.FINISHED, endMillis);
    }

    /** Writes or replaces one artifact of a run. */
    void upload(String experiment, String run, String path, HttpRequest.BodyPublisher content) {
        URI target = URI.create(server.toString().replaceAll("/+$", "") + "/api/2.0/mlflow-artifacts/artifacts/"
                + experiment + "/" + run + "/artifacts/" + path);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(target)
                            .timeout(UPLOAD)
                            .header("Content-Type", "application/octet-stream")
                            .PUT(content)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "PUT " + target + " answers " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("PUT " + target + " fails: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an artifact was uploaded", e);
        }
    }

    /** Makes sure that the registered model exists. */
    void registerModel(String name, String description) {
        try {
            post("registered-models/create", Map.of("name", name, "description", description));
        } catch (MlflowHttpException e) {
            if (!String.valueOf(e.getBodyMessage()).contains(EXISTS)) {
                throw e;
            }
        }
    }

    /** @return the version's number there */
    String registerVersion(String model, String source, String run, Map<String, String> tags) {
        List<Map<String, String>> said = tags.entrySet().stream()
                .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
                .toList();
        return post("model-versions/create", Map.of("name", model, "source", source, "run_id", run, "tags", said))
                .path("model_version")
                .path("version")
                .asText();
    }

    void alias(String model, String alias, String version) {
        post("registered-models/alias", Map.of("name", model, "alias", alias, "version", version));
    }

    /** The version that an alias points to; empty where there is no such alias or model. */
    Optional<String> aliased(String model, String alias) {
        String query = "registered-models/alias?name=" + URLEncoder.encode(model, StandardCharsets.UTF_8) + "&alias="
                + URLEncoder.encode(alias, StandardCharsets.UTF_8);
        try {
            return Optional.of(json.readTree(client.sendGet(query))
                    .path("model_version")
                    .path("version")
                    .asText());
        } catch (MlflowHttpException e) {
            if (e.getStatusCode() == 400 || e.getStatusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(query + " answers with something else than JSON: " + e.getMessage(), e);
        }
    }

    private JsonNode post(String path, Map<String, ?> body) {
        try {
            return json.readTree(client.sendPost(path, json.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path + " answers with something else than JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
