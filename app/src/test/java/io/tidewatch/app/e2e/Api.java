// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.role.FormToken;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What programs and people do over HTTP: points with the key of the data directory, the rest as a person who signed in. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN =
            Pattern.compile("name=\"" + FormToken.FIELD + "\"[^>]*(?:value|content)=\"([^\"]+)\"");
    private final URI address;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String token = "";

    Api(AppProcess app) throws IOException {
        this(app.address(), app.data());
    }

    /** @param data the server's directory, for its key */
    Api(URI address, Path data) throws IOException {
        this.address = address;
        this.key = Files.readString(data.resolve("cli.key")).strip();
    }

    Api signIn(String user, String password) throws IOException, InterruptedException {
        String visit =
                token(send(HttpRequest.newBuilder(address.resolve("/sign-in"))).body());
        String form = "user=" + encoded(user) + "&password=" + encoded(password) + "&" + FormToken.FIELD + "="
                + encoded(visit);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address.resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        token = token(send(HttpRequest.newBuilder(address.resolve("/kpis"))).body());
        return this;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address.resolve(path)));
        assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return change("POST", path, json);
    }

    JsonNode put(String path, String json) throws IOException, InterruptedException {
        return change("PUT", path, json);
    }

    private JsonNode change(String method, String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .header(FormToken.HEADER, token)
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** Points of one series as CSV; gives the status and the answer. */
    HttpResponse<String> points(String kpi, boolean backfill, String csv) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(
                        address.resolve("/api/v1/points?kpi=" + encoded(kpi) + (backfill ? "&origin=backfill" : "")))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    /** Whatever a program sends, with the key of the data directory. */
    void program(String path, String contentType, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as("POST %s: %s", path, answer.body()).isBetween(200, 299);
    }

    void createKpi(String name, Duration step) throws IOException, InterruptedException {
        post(
                "/api/v1/kpis",
                "{\"name\": \"" + name + "\", \"unit\": \"requests per step\", \"step\": \"" + step + "\"}");
    }

    /** Trains on what lies before the day and waits until the scorer can have it. */
    void train(String kpi, String upTo) throws IOException, InterruptedException {
        JsonNode request = post("/api/v1/kpis/" + kpi + "/train?upTo=" + upTo, "");
        String path = "/api/v1/requests/" + request.path("id").asText();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> get(path).path("state").asText().equals("done"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).as("a form token in %s", page).isTrue();
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
