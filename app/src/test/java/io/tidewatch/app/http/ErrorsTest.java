// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidewatch.app.TestServers;
import io.tidewatch.app.settings.Settings;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class ErrorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Settings settings;

    @Test
    void everyErrorIsAProblemDocument() throws Exception {
        assertProblem(program("GET", "/nowhere", "", ""), 404, "not-found");
        assertProblem(program("DELETE", "/api/v1/points", "", ""), 405, "method-not-allowed");
        assertProblem(program("POST", "/api/v1/points", "application/xml", "<a/>"), 415, "unsupported-media-type");
        assertProblem(program("POST", "/api/v1/points", "application/json", "{\"kpi\": "), 400, "malformed");
        assertProblem(program("GET", "/api/v1/people", "", ""), 403, "forbidden");
        HttpResponse<String> stranger = send(request("GET", "/api/v1/me", "", ""));
        assertProblem(stranger, 401, "unauthenticated");
        assertThat(stranger.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void noAnswerTellsOfOurInside() throws Exception {
        assertThat(program("GET", "/api/v1/series/x/chart?from=yesterday", "", "")
                        .body())
                .doesNotContain("io.tidewatch", "Exception");
    }

    @Test
    void healthIsOpenMetricsAndApiDescriptionAreNot() throws Exception {
        for (String path : new String[] {"/q/health/live", "/q/health/ready", "/q/health/started"}) {
            HttpResponse<String> health = send(request("GET", path, "", ""));
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        }
        assertThat(send(request("GET", "/q/metrics", "", "")).statusCode()).isEqualTo(401);
        assertThat(send(request("GET", "/q/openapi", "", "")).statusCode()).isEqualTo(401);
        assertThat(program("GET", "/q/metrics", "", "").body())
                .contains("jvm_memory_used_bytes")
                .contains("tidewatch_role_up{role=\"scorer\"}")
                .contains("# TYPE tidewatch_points_written counter")
                .contains("# TYPE tidewatch_scorer_lag_records gauge");
        String description = program("GET", "/q/openapi?format=json", "", "").body();
        assertThat(description).contains("/api/v1/points");
        JsonNode api = JSON.readTree(description);
        JsonNode schema =
                JSON.readTree(program("GET", "/api/v1/webhooks/schema", "", "").body());
        assertThat(api.at("/components/schemas/WebhookEvent")).isEqualTo(schema);
        assertThat(api.at("/webhooks/event/post/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/WebhookEvent");
    }

    @Test
    void theDescriptionSaysWhatEachEndpointTakesAndRefuses() throws Exception {
        JsonNode api =
                JSON.readTree(program("GET", "/q/openapi?format=json", "", "").body());
        JsonNode schemas = api.path("components").path("schemas");
        Map<String, JsonNode> bodies = new TreeMap<>();
        api.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v1/"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> each.getValue().has("responses"))
                        .forEach(each -> {
                            String name = each.getKey() + " " + path.getKey();
                            JsonNode operation = each.getValue();
                            assertThat(operation.path("summary").asText())
                                    .as(name)
                                    .isNotBlank();
                            assertThat(operation.path("tags")).as(name).isNotEmpty();
                            assertThat(operation
                                            .at("/responses/default/content")
                                            .has("application/problem+json"))
                                    .as(name)
                                    .isTrue();
                            String body = operation
                                    .at("/requestBody/content/application~1json/schema/$ref")
                                    .asText();
                            if (!body.isEmpty()) {
                                String schema = body.substring(body.lastIndexOf('/') + 1);
                                bodies.put(schema, schemas.path(schema));
                            }
                        }));
        assertThat(bodies).containsKeys("BulkBody", "VerdictBody", "KpiBody", "DetectorJson");
        bodies.forEach((name, schema) -> {
            JsonNode example = schema.path("examples").path(0);
            assertThat(example.isObject()).as("an example of " + name).isTrue();
            example.fieldNames()
                    .forEachRemaining(
                            field -> assertThat(schema.path("properties").has(field))
                                    .as(name + "." + field)
                                    .isTrue());
        });
    }

    @Test
    void pagesAreNeverCompressedAndDataAre() throws Exception {
        HttpResponse<String> page = send(request("GET", "/sign-in", "", "").header("Accept-Encoding", "gzip"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        String key = Files.readString(settings.data().resolve("cli.key")).strip();
        HttpResponse<String> data = send(request("GET", "/api/v1/kpis", "", "")
                .header("Accept-Encoding", "gzip")
                .header("Authorization", "Bearer " + key));
        assertThat(data.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
    }

    private HttpResponse<String> program(String method, String path, String type, String body) throws Exception {
        String key = Files.readString(settings.data().resolve("cli.key")).strip();
        return send(request(method, path, type, body).header("Authorization", "Bearer " + key));
    }

    private HttpRequest.Builder request(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return type.isEmpty() ? request : request.header("Content-Type", type);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
