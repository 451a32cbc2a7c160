// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.testkit.time.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a server of which each answer is given by the test; the door's own answers stand in PointsDoorTest. */
class ImportCommandTest {
    record Sent(String path, String query, String key, String body) {}

    record Given(int status, String body) {}

    private static final String OK = "{\"accepted\": %d, \"skipped\": 0, \"refused\": 0, \"errors\": []}";
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Function<Sent, Given> answers = ImportCommandTest::accept;
    private HttpServer server;
    private String output = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void sendsAGzippedFileAsHistoryInChunksWithoutTheLabel() throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value,label\n");
        for (int i = 0; i < 45_000; i++) {
            rows.append(1_767_225_600 + i).append(',').append(i).append(",1\n");
        }
        assertThat(run(gzip(rows.toString()), "--kpi", "sign ups", "--label", "country=DE"))
                .isZero();
        assertThat(sent).hasSize(3);
        assertThat(sent.getFirst().query()).isEqualTo("kpi=sign+ups&label.country=DE&origin=backfill");
        assertThat(sent.getFirst().key()).isEqualTo("Bearer tw_env");
        assertThat(sent.getFirst().body()).startsWith("timestamp,value\n2026-01-01T00:00:00Z,0.0\n");
        assertThat(sent.stream()
                        .mapToLong(one -> one.body().lines().count() - 1)
                        .sum())
                .isEqualTo(45_000);
        assertThat(output).contains("45000 points of sign ups are in");
    }

    @Test
    void goesOnWhereItWasCutOff() throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 45_000; i++) {
            rows.append(1_767_225_600 + i).append(',').append(i).append('\n');
        }
        Path file = file(rows.toString());
        answers = one -> sent.size() == 3 ? new Given(400, "{\"detail\": \"broken\"}") : accept(one);
        assertThat(run(file, "--kpi", "a")).isEqualTo(1);
        answers = ImportCommandTest::accept;
        sent.clear();
        assertThat(run(file, "--kpi", "other")).isZero();
        assertThat(sent).hasSize(3);
        sent.clear();
        assertThat(run(file, "--kpi", "a")).isZero();
        assertThat(output).contains("has it up to line 40001");
        assertThat(sent)
                .singleElement()
                .satisfies(one -> assertThat(one.body().lines().count() - 1).isEqualTo(5_000));
        sent.clear();
        assertThat(run(file, "--kpi", "a")).isZero();
        assertThat(sent).hasSize(3);
    }

    @Test
    void readsTimesWithoutOffsetInTheZoneAndSendsLive() throws IOException {
        assertThat(run(
                        file("timestamp,value\n2026-07-01 12:00:00,1\n"),
                        "--kpi",
                        "a",
                        "--zone",
                        "Europe/Berlin",
                        "--live"))
                .isZero();
        assertThat(sent.getFirst().body()).contains("2026-07-01T10:00:00Z,1.0");
        assertThat(sent.getFirst().query()).endsWith("origin=live");
    }

    @Test
    void namesTheFilesOwnLinesWhereverTheyWereRefused() throws IOException {
        answers = one -> new Given(
                200,
                "{\"accepted\": 1, \"refused\": 1, \"errors\": [{\"line\": 3, \"code\": \"too-old\", \"message\": \"too old\"}]}");
        int code =
                run(file("timestamp,value\nsoon,1\n1767225600,1\n\n1767225660,\n1000,2\n1767225720,x\n"), "--kpi", "a");
        assertThat(code).isEqualTo(3);
        assertThat(output)
                .contains("1 points of a are in", "1 rows without value", "3 lines refused")
                .contains("line 2: timestamp \"soon\"", "line 6: too old", "line 7: value \"x\" is no number");
    }

    @Test
    void createsTheKpiAndWaitsUntilTheDoorKnowsIt() throws IOException {
        List<Sent> points = new ArrayList<>();
        answers = one -> {
            if (one.path().equals("/api/v1/kpis")) {
                return new Given(201, "{}");
            }
            points.add(one);
            return points.size() < 4 ? unknown() : accept(one);
        };
        assertThat(run(
                        file("timestamp,value\n1767225600,1\n"),
                        "--kpi",
                        "a",
                        "--create",
                        "--zone",
                        "Europe/Berlin",
                        "--unit",
                        "EUR"))
                .isZero();
        assertThat(sent.getFirst().body()).isEqualTo("{\"name\":\"a\",\"zone\":\"Europe/Berlin\",\"unit\":\"EUR\"}");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void takesAKpiThatExistsAlready() throws IOException {
        answers = one -> one.path().endsWith("kpis") ? new Given(409, "{\"detail\": \"taken\"}") : accept(one);
        assertThat(run(file("timestamp,value\n1767225600,1\n"), "--kpi", "a", "--create"))
                .isZero();
    }

    @Test
    void saysHowToCreateAnUnknownKpi() throws IOException {
        answers = one -> unknown();
        assertThat(run(file("timestamp,value\n1767225600,1\n"), "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains("\"a\" is not known", "Add --create");
    }

    @Test
    void comesAgainAfterABusyServerAsItAsked() throws IOException {
        answers = one -> sent.size() < 3 ? new Given(503, "{\"detail\": \"busy\"}") : accept(one);
        assertThat(run(file("timestamp,value\n1767225600,1\n"), "--kpi", "a")).isZero();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        answers = one -> new Given(503, "{\"detail\": \"still busy\"}");
        assertThat(run(file("timestamp,value\n1767225600,1\n"), "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains("still busy");
    }

    @Test
    void saysThatNoServerRunsOrThatTheKeyIsRefused() throws IOException {
        Path file = file("timestamp,value\n1767225600,1\n");
        answers = one -> new Given(401, "{\"detail\": \"unknown key.\"}");
        assertThat(run(file, "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains("The key is refused", "unknown key", "--key");
        answers = one -> new Given(403, "{\"detail\": \"not yours.\"}");
        assertThat(run(file, "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains("may not", "scope ingest");
        server.stop(0);
        assertThat(run(file, "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains("No Tidewatch answers at", "./tidewatch serve");
        assertThat(pauses).isEmpty();
    }

    @Test
    void refusesFilesThatAreNoSeries() throws IOException {
        fails(file(""), "is empty");
        fails(file("time,val\n1,2\n"), "timestamp,value[,label]", "time,val");
        fails(file("timestamp,value\n"), "no rows");
        fails(folder.resolve("nowhere.csv"), "nowhere.csv is not a file");
        assertThat(run(file("timestamp,value\n"), "--nonsense")).isEqualTo(2);
    }

    @Test
    void passesOverALineWithoutEnd() throws IOException {
        Path file = file("timestamp,value\n1767225600,1\n" + "9".repeat(5 * 1024 * 1024) + "\n1767225660,2\n");
        assertThat(run(file, "--kpi", "a")).isEqualTo(3);
        assertThat(output).contains("line 3 is longer than 262144", "1 lines refused");
    }

    @Test
    void findsTheKeyOfAServerOnThisMachine() throws IOException {
        Files.writeString(folder.resolve("cli.key"), "tw_local\n");
        Map<String, String> environment = Map.of("TIDEWATCH_DATA", folder.toString());
        assertThat(run(environment, file("timestamp,value\n1767225600,1\n"), "--kpi", "a"))
                .isZero();
        assertThat(sent.getFirst().key()).isEqualTo("Bearer tw_local");
        assertThat(run(
                        Map.of("TIDEWATCH_DATA", folder.resolve("none").toString()),
                        file("timestamp,value\n"),
                        "--kpi",
                        "a"))
                .isEqualTo(1);
        assertThat(output).contains("No API key", "TIDEWATCH_API_KEY");
    }

    private void fails(Path file, String... parts) {
        assertThat(run(file, "--kpi", "a")).isEqualTo(1);
        assertThat(output).contains(parts);
    }

    private int run(Path file, String... options) {
        return run(Map.of("TIDEWATCH_API_KEY", "tw_env"), file, options);
    }

    private int run(Map<String, String> environment, Path file, String... options) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new ImportCommand(
                environment::get, pauses::add, new ManualClock(Instant.parse("2026-03-02T10:00:00Z"))));
        command.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        arguments.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
        arguments.add(file.toString());
        int code = command.execute(arguments.toArray(String[]::new));
        output = err.toString();
        return code;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Sent one = new Sent(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        sent.add(one);
        Given given = answers.apply(one);
        byte[] bytes = given.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "7");
        exchange.sendResponseHeaders(given.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Given accept(Sent one) {
        return new Given(200, OK.formatted(one.body().lines().count() - 1));
    }

    private static Given unknown() {
        return new Given(
                422,
                "{\"code\": \"unknown-kpi\", \"detail\": \"KPI \\\"a\\\" is not known.\", \"accepted\": 0, \"refused\": 1}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private Path gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return Files.write(folder.resolve("a.csv.gz"), bytes.toByteArray());
    }
}
