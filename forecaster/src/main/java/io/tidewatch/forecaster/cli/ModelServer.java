// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The calls of the command. Errors say what the server said. */
final class ModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    ModelServer(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    void pause(Duration duration) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new IOException(body.path("detail").asText(base + " answers " + answer.statusCode()));
            }
            return body;
        } catch (ConnectException e) {
            throw new IOException(
                    "No Tidewatch answers at " + base
                            + ". Start it with ./tidewatch serve, or name another with --url.",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
