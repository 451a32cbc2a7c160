// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Senders as their makers ship them, against a running server until their points stand in the table: {@code prometheus}, which
 * scrapes itself and writes by remote write 1.0; {@code kcat} with JSON and line protocol; OpenTelemetry's exporter by OTLP/HTTP. Each
 * is skipped, and says so, where it is not installed. Exit code 1 where one of them does not arrive.
 *
 * <p>Arguments: the server's address, an API key, its JDBC address, its Kafka, a directory for files.
 */
public final class RealClients {
    private static final int SCRAPING_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final String key;
    private final String kafka;
    private final Path directory;
    private final Database database;
    private boolean right = true;

    private RealClients(String[] arguments, Database database) {
        this.url = arguments[0];
        this.key = arguments[1];
        this.kafka = arguments[3];
        this.directory = Path.of(arguments[4]);
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        boolean right;
        try (Database database = Database.open(arguments[2], 2)) {
            RealClients clients = new RealClients(arguments, database);
            clients.prometheus();
            clients.kcat();
            clients.openTelemetry();
            right = clients.right;
        }
        System.exit(right ? 0 : 1);
    }

    private void prometheus() throws IOException, InterruptedException {
        if (version("prometheus", "--version").isEmpty()) {
            return;
        }
        int port = free();
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: itself
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                remote_write:
                  - url: %s/api/v1/write
                    authorization: {credentials: %s}
                """.formatted(port, url, key));
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        try {
            pause(SCRAPING_SECONDS * 1_000);
            String query = Stream.of("up", "prometheus_http_requests_total", "go_goroutines")
                    .map(name -> "sum(count_over_time(" + name + "[5m] offset 5s))")
                    .collect(Collectors.joining(" + "));
            long there = asked(port, query);
            awaitAtLeast(
                    "prometheus, remote write 1.0: its own samples 5 s ago",
                    there,
                    "select count(*) from point p join series s on s.id = p.series_id where s.kpi in "
                            + "('up', 'prometheus_http_requests_total', 'go_goroutines')");
            awaitAtLeast(
                    "prometheus, classic buckets as quantiles",
                    1,
                    "select count(*) from series where kpi = 'prometheus_http_request_duration_seconds.p99'");
            String refused = asked("/api/v1/ingest/status");
            System.out.println("refused so far, by cause: "
                    + new ObjectMapper().readTree(refused).path("refusedByCause"));
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static long asked(int port, String query) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String text = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                            + URLEncoder.encode(query, UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode result = new ObjectMapper().readTree(text).path("data").path("result");
            return result.path(0).path("value").path(1).asLong();
        }
    }

    private String asked(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url + path))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private void kcat() throws IOException, InterruptedException {
        if (version("kcat", "-V").isEmpty()) {
            return;
        }
        long now = Micros.of(InstantSource.system().instant()) / Micros.SECOND;
        StringBuilder json = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            json.append("{\"kpi\":\"kcat_json\",\"labels\":{\"country\":\"DE\"},\"time\":")
                    .append((now - i) * 1_000)
                    .append(",\"value\":")
                    .append(i)
                    .append("}\n");
            lines.append("kcat_lines,country=DE value=")
                    .append(i)
                    .append(' ')
                    .append(now - i)
                    .append("000000000\n");
        }
        produce("kcat.json", json);
        produce("kcat.lines", lines);
        for (String kpi : List.of("kcat_json", "kcat_lines")) {
            awaitAtLeast(
                    kpi,
                    500,
                    "select count(*) from point p join series s on s.id = p.series_id where s.kpi = '" + kpi + "'");
        }
    }

    private void produce(String name, CharSequence text) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve(name), text);
        new ProcessBuilder("kcat", "-b", kafka, "-t", "kpi.points.in", "-P", "-l", file.toString())
                .inheritIO()
                .start()
                .waitFor(30, TimeUnit.SECONDS);
    }

    private void openTelemetry() throws InterruptedException {
        System.out.println("opentelemetry-exporter-otlp "
                + OtlpHttpMetricExporter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .replaceAll(".*-([0-9.]+)\\.jar", "$1"));
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(url + "/v1/metrics")
                .addHeader("Authorization", "Bearer " + key)
                .setCompression("gzip")
                .build();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofSeconds(1))
                        .build())
                .build()) {
            LongCounter counter =
                    provider.get("bench").counterBuilder("otel_requests").build();
            DoubleHistogram histogram =
                    provider.get("bench").histogramBuilder("otel_latency").build();
            Attributes shop = Attributes.of(AttributeKey.stringKey("shop"), "one");
            for (int i = 0; i < 50; i++) {
                counter.add(1, shop);
                histogram.record(i, shop);
                pause(100);
            }
        }
        awaitAtLeast(
                "opentelemetry, a counter's last reading",
                50,
                "select coalesce(max(value), 0)::bigint from point p join series s on s.id = p.series_id "
                        + "where s.kpi = 'otel_requests'");
        awaitAtLeast(
                "opentelemetry, a histogram's count",
                50,
                "select coalesce(max(value), 0)::bigint from point p join series s on s.id = p.series_id "
                        + "where s.kpi = 'otel_latency_count'");
    }

    private void awaitAtLeast(String what, long least, String query) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long found = 0;
        while (System.nanoTime() < end) {
            found = database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery(query).mapTo(Long.class).one());
            if (found >= least && least > 0) {
                break;
            }
            pause(500);
        }
        boolean arrived = found >= least && least > 0;
        right &= arrived;
        System.out.printf(
                Locale.ROOT, "%s: %,d of at least %,d: %s%n", what, found, least, arrived ? "right" : "WRONG");
    }

    /** Its first line; empty where there is no such program. */
    private static String version(String program, String option) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, option)
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            process.waitFor();
            System.out.println(text.lines()
                    .filter(line -> line.matches(".*\\d+\\.\\d+.*"))
                    .findFirst()
                    .orElse(program));
            return text;
        } catch (IOException e) {
            System.out.println(program + " is not installed, so not tried");
            return "";
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
