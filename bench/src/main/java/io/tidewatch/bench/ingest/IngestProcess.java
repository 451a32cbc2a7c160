// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidewatch.bench.log.Logs;
import io.tidewatch.ingest.IngestRole;
import io.tidewatch.ingest.line.LineAnswer;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.logging.Level;

/** The role ingest with its line protocol on a port, to be killed; settings are system properties. */
final class IngestProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IngestProcess() {}

    /** @param args JDBC address, broker, partitions, port, directory */
    public static void main(String[] args) throws IOException {
        Logs.from(Level.INFO);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(IngestSettings.class)
                .build();
        IngestRole role = new IngestRole(
                config.getConfigMapping(IngestSettings.class),
                Database.open(args[0], 6),
                new LogClients(new LogSettings(args[1], Integer.parseInt(args[2]), (short) 1)),
                InstantSource.system(),
                Path.of(args[4]));
        role.start();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[3])), 0);
        server.setExecutor(Executors.newFixedThreadPool(64));
        server.createContext("/", exchange -> handle(role, exchange));
        server.start();
        while (System.in.read() >= 0) {
            // The parent never writes; the end of the stream is the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void handle(IngestRole role, HttpExchange exchange) throws IOException {
        try (exchange) {
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            LineAnswer answer = role.lines()
                    .handle(
                            LineDialect.V2,
                            new PointsRequest(
                                    "text/plain",
                                    "",
                                    length == null ? -1 : Long.parseLong(length),
                                    precision(exchange),
                                    exchange.getRequestBody()));
            byte[] body = answer.body().isEmpty() ? new byte[0] : JSON.writeValueAsBytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, List<String>> precision(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return Map.of("precision", List.of(query == null ? "us" : query.substring(query.indexOf('=') + 1)));
    }
}
