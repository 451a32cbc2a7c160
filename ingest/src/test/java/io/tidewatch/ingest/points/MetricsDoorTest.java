// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.otlp.MetricsAnswer;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsDoorTest {
    private static final long NINE = Micros.of(Instant.parse("2026-03-02T09:00:00Z"));
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final String NANOS = "1772442000000000000";
    private static final String BODY = """
            {"resourceMetrics": [{
              "resource": {"attributes": [
                {"key": "service.name", "value": {"stringValue": "shop"}},
                {"key": "process.pid", "value": {"intValue": "7"}}]},
              "scopeMetrics": [{"scope": {"name": "x"}, "metrics": [
                {"name": "queue.size", "unit": "1", "gauge": {"dataPoints": [
                  {"attributes": [{"key": "queue", "value": {"stringValue": "mail"}}, {"key": "n", "value": {"intValue": "3"}}],
                   "timeUnixNano": "%1$s", "asDouble": 2.5, "exemplars": [{"traceId": "5b8efff798038103d269b633813fc60c", "asInt": "1"}]},
                  {"timeUnixNano": "%1$s", "asInt": "4"},
                  {"timeUnixNano": "%1$s", "flags": 1}]}},
                {"name": "orders", "sum": {"aggregationTemporality": 1, "isMonotonic": true, "dataPoints": [
                  {"timeUnixNano": "%1$s", "asInt": "9"}]}},
                {"name": "latency", "histogram": {"aggregationTemporality": 2, "dataPoints": [
                  {"timeUnixNano": "%1$s", "count": "6", "sum": 1.5, "bucketCounts": ["1", "2", "3"], "explicitBounds": [0.1, 1]}]}},
                {"name": "size", "exponentialHistogram": {"aggregationTemporality": 1, "dataPoints": [
                  {"timeUnixNano": "%1$s", "count": "5", "scale": 0, "zeroCount": "1", "positive": {"offset": 1, "bucketCounts": ["2", "2"]}}]}}
              ]}]}]}""".formatted(NANOS);

    private TestDatabase server;
    private Database database;
    private DoorBench bench;

    @BeforeEach
    void open() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
        bench = new DoorBench(database, Map.of());
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @Test
    void takesEveryKindOfMetricInJsonAndInProtobuf() throws IOException {
        MetricsAnswer json = post(JSON, "", BODY.getBytes(UTF_8));
        assertThat(json.status()).isEqualTo(200);
        assertThat(new String(json.body(), UTF_8)).isEqualTo("{}");
        assertThat(bench.logged())
                .containsExactly(
                        "queue.size{n=\"3\",queue=\"mail\",service.name=\"shop\"} LIVE " + NINE + "=2.5",
                        "queue.size{service.name=\"shop\"} LIVE " + NINE + "=4.0",
                        "orders{service.name=\"shop\"} LIVE " + NINE + "=9.0",
                        "latency_count{service.name=\"shop\"} LIVE " + NINE + "=6.0",
                        "latency_sum{service.name=\"shop\"} LIVE " + NINE + "=1.5",
                        "size_count{service.name=\"shop\"} LIVE " + NINE + "=5.0");
        assertThat(bench.samples())
                .hasSize(2)
                .allSatisfy(samples ->
                        assertThat(samples.getSpec().getOutputsCount()).isEqualTo(3));
        assertThat(bench.samples().getFirst().getSourcesList())
                .extracting(Source::getBound)
                .containsExactly(0.1, 1.0, Double.POSITIVE_INFINITY);
        assertThat(bench.samples().getFirst().getSourcesList())
                .extracting(source -> source.getValue(0))
                .containsExactly(1.0, 3.0, 6.0);
        assertThat(bench.samples().get(1).getSourcesList())
                .extracting(Source::getBound)
                .containsExactly(2.0, 4.0, 8.0, Double.POSITIVE_INFINITY);
        assertThat(bench.samples().get(1).getSourcesList())
                .extracting(source -> source.getValue(0) + " " + source.getDelta())
                .containsExactly("1.0 true", "3.0 true", "5.0 true", "5.0 true");
        int records = bench.producer.history().size();
        MetricsAnswer binary = post(PROTOBUF, "gzip", zipped(message().toByteArray()));
        assertThat(binary.status()).isEqualTo(200);
        assertThat(binary.body()).isEmpty();
        assertThat(bench.producer.history()).hasSize(2 * records);
    }

    @Test
    void saysHowManyPointsItRefusedAndWhy() throws IOException {
        String body = BODY.replace(NANOS, "9").replace("\"asDouble\": 2.5", "\"asDouble\": \"Infinity\"");
        MetricsAnswer answer = post(PROTOBUF, "", message(body).toByteArray());
        assertThat(answer.status()).isEqualTo(200);
        ExportMetricsServiceResponse response = ExportMetricsServiceResponse.parseFrom(answer.body());
        assertThat(response.getPartialSuccess().getRejectedDataPoints()).isPositive();
        assertThat(response.getPartialSuccess().getErrorMessage()).startsWith("point 0: value Infinity is not finite");
        assertThat(bench.logged()).isEmpty();
    }

    @Test
    void aHistogramWithAnImpossibleNameIsRefusedAndTheRestKept() throws IOException {
        MetricsAnswer answer = post(
                PROTOBUF,
                "",
                message(BODY.replace("\"latency\"", "\"la{tency\"")).toByteArray());
        assertThat(answer.status()).isEqualTo(200);
        ExportMetricsServiceResponse response = ExportMetricsServiceResponse.parseFrom(answer.body());
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("la{tency");
        assertThat(bench.logged()).hasSize(4);
        assertThat(bench.samples()).hasSize(1);
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        assertThat(post("text/plain", "", new byte[0]).status()).isEqualTo(415);
        assertThat(post(JSON, "", "{\"resourceMetrics\": 5}".getBytes(UTF_8)).status())
                .isEqualTo(400);
        assertThat(post(PROTOBUF, "", new byte[] {1, 2, 3}).status()).isEqualTo(400);
        bench = new DoorBench(database, Map.of("max-message-bytes", "100000"));
        MetricsAnswer bomb = post(JSON, "gzip", zipped(" ".repeat(10_000_000).getBytes(UTF_8)));
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(new String(bomb.body(), UTF_8)).contains("\"code\":8", "max-message-bytes");
    }

    @Test
    void survivesGarbage() throws IOException {
        long seed = 404;
        Random random = new Random(seed);
        byte[] text = BODY.getBytes(UTF_8);
        byte[] binary = message().toByteArray();
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = (round % 2 == 0 ? text : binary).clone();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            MetricsAnswer answer = post(round % 2 == 0 ? JSON : PROTOBUF, "", bytes);
            assertThat(answer.status()).as("seed %d round %d", seed, round).isIn(200, 400, 413, 429);
        }
        assertThat(bench.records())
                .allSatisfy(points -> assertThat(points.value())
                        .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    private MetricsAnswer post(String type, String encoding, byte[] body) {
        return bench.metrics.handle(
                new PointsRequest(type, encoding, body.length, Map.of(), new ByteArrayInputStream(body)));
    }

    private static ExportMetricsServiceRequest message() throws InvalidProtocolBufferException {
        return message(BODY);
    }

    private static ExportMetricsServiceRequest message(String body) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().merge(body, builder);
        return builder.build();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
