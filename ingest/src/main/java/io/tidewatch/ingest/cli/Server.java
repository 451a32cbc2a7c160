// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The two calls of the import, with patience for a server that is busy. */
final class Server {
    /** @param body an empty node where it is no JSON */
    record Reply(int status, JsonNode body) {
        String detail() {
            return body.path("detail").asText("the server answered " + status);
        }

        String code() {
            return body.path("code").asText("");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 12;
    private static final Duration MOST = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final String key;
    private final Pause pause;
    private boolean reached;

    Server(URI base, String key, Pause pause) {
        this.base = base;
        this.key = key;
        this.pause = pause;
    }

    Reply createKpi(Map<String, String> settings) throws IOException, InterruptedException {
        return post("/api/v1/kpis", "application/json", JSON.writeValueAsString(settings));
    }

    /** @param query begins with a question mark */
    Reply points(String query, String csv) throws IOException, InterruptedException {
        return post("/api/v1/points" + query, "text/csv", csv);
    }

    Pause pause() {
        return pause;
    }

    private Reply post(String path, String type, String body) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration wait = Duration.ofSeconds(1L << Math.min(attempt - 1, 3));
            try {
                HttpResponse<String> response =
                        client.send(request(path, type, body), HttpResponse.BodyHandlers.ofString());
                reached = true;
                boolean busy = response.statusCode() == 429 || response.statusCode() == 503;
                if (!busy || attempt == ATTEMPTS) {
                    return checked(new Reply(response.statusCode(), json(response.body())));
                }
                wait = response.headers()
                        .firstValue("Retry-After")
                        .map(Server::seconds)
                        .orElse(wait);
            } catch (ConnectException e) {
                if (!reached || attempt == ATTEMPTS) {
                    throw new ImportFailure("No Tidewatch answers at " + base
                            + ". Start it with ./tidewatch serve, or name another with --url.");
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause.of(wait.compareTo(MOST) < 0 ? wait : MOST);
        }
    }

    private HttpRequest request(String path, String type, String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Reply checked(Reply reply) {
        return switch (reply.status()) {
            case 401 ->
                throw new ImportFailure("The key is refused by " + base + ": " + reply.detail()
                        + " Give one with --key or TIDEWATCH_API_KEY.");
            case 403 ->
                throw new ImportFailure("The key may not do this at " + base + ": " + reply.detail()
                        + " Points need the scope ingest; a new KPI needs an analyst, who can make it in the web UI.");
            default -> reply;
        };
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return MOST;
        }
    }
}
