// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a real server was recorded to answer, and only what it was told to expect, in that order. A request must have the
 * method and the path of the recorded one (ids and names aside), and no field that the recorded one lacks.
 */
public final class ContractServer implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Path records;
    private final Deque<JsonNode> script = new ArrayDeque<>();
    /** What was asked, and what was wrong with it. */
    final List<String> asked = new ArrayList<>();

    final List<String> complaints = new ArrayList<>();
    final List<JsonNode> bodies = new ArrayList<>();
    byte[] uploaded = {};
    private @Nullable JsonNode refused;

    public ContractServer() throws IOException {
        records = shared().resolve("mlflow-contract");
        assumeTrue(Files.isDirectory(records), "no recorded contract at " + records + ": MLflow is not tested");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static Path shared() {
        String given = System.getProperty("tidewatch.shared");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Next, these records are to be asked for, by their names. */
    public void expect(String... names) throws IOException {
        for (String name : names) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(records, "[0-9][0-9][0-9]-" + name + ".json")) {
                script.add(json.readTree(found.iterator().next().toFile()));
            }
        }
    }

    /** Records that were expected and not asked for. */
    public int left() {
        return script.size();
    }

    /** What was wrong with the requests. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String now = exchange.getRequestMethod() + " " + path;
        // The Java client asks three times where the answer is an error.
        boolean again = refused != null && !asked.isEmpty() && now.equals(asked.getLast());
        asked.add(now);
        JsonNode expected = again ? refused : script.poll();
        if (expected == null) {
            complaints.add("nothing was expected, but " + asked.getLast());
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        JsonNode request = expected.path("request");
        check(exchange.getRequestMethod(), request.path("method").asText());
        check(shape(path), shape(URI.create(request.path("path").asText()).getPath()));
        if (exchange.getRequestMethod().equals("PUT")) {
            uploaded = path.endsWith(".gz") ? body : uploaded;
        } else if (body.length > 0) {
            bodies.add(json.readTree(body));
            checkFields("", json.readTree(body), request.path("body"));
        }
        JsonNode response = expected.path("response");
        refused = response.path("status").asInt() >= 400 ? expected : null;
        byte[] answer = response.path("raw_body").asText().getBytes(UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", response.path("content_type").asText());
        exchange.sendResponseHeaders(response.path("status").asInt(), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String shape(String path) {
        return path.replaceAll("/artifacts/[0-9]+/[0-9a-f]{32}/artifacts/.*", "/artifacts/E/R/artifacts/…");
    }

    private void check(String is, String wanted) {
        if (!is.equals(wanted)) {
            complaints.add("asked " + is + " where the record has " + wanted);
        }
    }

    private void checkFields(String at, JsonNode is, JsonNode wanted) {
        is.fieldNames().forEachRemaining(name -> {
            // What the Java client sends beside run_id, for servers before 1.0.
            if (!wanted.has(name) && !name.equals("run_uuid")) {
                complaints.add("field " + at + name + " is in no record");
            } else if (wanted.has(name)) {
                checkFields(at + name + ".", is.path(name), wanted.path(name));
            }
        });
        for (JsonNode each : is.isArray() ? is : json.createArrayNode()) {
            checkFields(at, each, wanted.path(0));
        }
    }
}
