// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.prometheus.WriteAnswer;
import io.tidewatch.ingest.prometheus.wire1.Label;
import io.tidewatch.ingest.prometheus.wire1.WriteRequest;
import io.tidewatch.ingest.prometheus.wire2.Request;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class WriteDoorTest {
    private static final long NINE = Micros.of(Instant.parse("2026-03-02T09:00:00Z"));
    private static final String V1 = "application/x-protobuf";
    private static final String V2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

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
    void takesVersionOne() throws IOException {
        WriteRequest request = WriteRequest.newBuilder()
                .addTimeseries(series("up", "job", "node")
                        .addSamples(sample(NINE, 1))
                        .addSamples(sample(NINE + Micros.MINUTE, 0)))
                .addTimeseries(series("gone").addSamples(sample(NINE, Double.longBitsToDouble(0x7ff0000000000002L))))
                .build();
        assertThat(post(V1, request.toByteArray())).isEqualTo(new WriteAnswer(204, 0, -1, ""));
        assertThat(bench.logged())
                .containsExactly(
                        "up{job=\"node\"} LIVE " + NINE + "=1.0",
                        "up{job=\"node\"} LIVE " + (NINE + Micros.MINUTE) + "=0.0");
    }

    /** The bytes by hand from the specification's field numbers, so that our own message is checked as well. */
    @Test
    void readsTheBytesThatTheSpecificationSays() throws IOException {
        String label = "0a0e" + "0a085f5f6e616d655f5f" + "12027570";
        // 2026-03-02T09:00:00Z in milliseconds as a varint.
        String sample = "1210" + "09000000000000f83f" + "1080b59aeeca33";
        byte[] request = HexFormat.of().parseHex("0a22" + label + sample);
        assertThat(post(V1, request).status()).isEqualTo(204);
        assertThat(bench.logged()).containsExactly("up LIVE " + NINE + "=1.5");
    }

    /**
     * As above for 2.0: symbols are field 4, series 5; of a series the references are a packed field 1, samples 2, an exemplar 4, its
     * metadata 5 (type 1, help 3, unit 4), and 6 is when it was created; all but the samples is passed over.
     */
    @Test
    void readsTheBytesOfVersionTwoAsTheSpecificationSays() throws IOException {
        String symbols = "2200" + "2208" + "5f5f6e616d655f5f" + "2207"
                + HexFormat.of().formatHex("up_test".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String sample = "1210" + "09000000000000f83f" + "1080b59aeeca33";
        String exemplar = "220b" + "11000000000000f03f" + "1801";
        String metadata = "2a06" + "0801" + "1802" + "2000";
        String series = "0a02" + "0102" + sample + exemplar + metadata + "3001";
        byte[] request = HexFormat.of()
                .parseHex(symbols + "2a" + HexFormat.of().toHexDigits((byte) (series.length() / 2)) + series);
        assertThat(post(V2, request)).isEqualTo(new WriteAnswer(204, 0, 1, ""));
        assertThat(bench.logged()).containsExactly("up_test LIVE " + NINE + "=1.5");
    }

    @Test
    void takesVersionTwoAndCountsInItsHeaders() throws IOException {
        Request request = Request.newBuilder()
                .addAllSymbols(List.of("", "__name__", "up", "job", "node"))
                .addTimeseries(io.tidewatch.ingest.prometheus.wire2.Series.newBuilder()
                        .addAllLabelsRefs(List.of(1, 2, 3, 4))
                        .addSamples(io.tidewatch.ingest.prometheus.wire2.Sample.newBuilder()
                                .setTimestamp(NINE / 1_000)
                                .setValue(7)))
                .addTimeseries(io.tidewatch.ingest.prometheus.wire2.Series.newBuilder()
                        .addAllLabelsRefs(List.of(1, 2))
                        .addHistograms(ByteString.copyFromUtf8("native")))
                .build();
        WriteAnswer answer = post(V2, request.toByteArray());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.samplesWritten()).isEqualTo(1);
        assertThat(answer.text()).contains("series 1", "native histograms");
        assertThat(bench.logged()).containsExactly("up{job=\"node\"} LIVE " + NINE + "=7.0");
        Request lost = Request.newBuilder()
                .addSymbols("")
                .addTimeseries(
                        io.tidewatch.ingest.prometheus.wire2.Series.newBuilder().addAllLabelsRefs(List.of(0, 9)))
                .build();
        assertThat(post(V2, lost.toByteArray()).text()).contains("symbol 9 of 1");
    }

    @Test
    void bucketsBecomeQuantilesAndTheirKpisAreAskedFor() throws IOException {
        WriteRequest.Builder request = WriteRequest.newBuilder();
        for (String bound : List.of("0.1", "+Inf")) {
            request.addTimeseries(
                    series("latency_bucket", "le", bound, "service", "shop").addSamples(sample(NINE, 5)));
        }
        assertThat(post(V1, request.build().toByteArray()).status()).isEqualTo(204);
        assertThat(bench.samples()).singleElement().satisfies(samples -> {
            assertThat(samples.getSpec().getOutputs(2).getSeries()).isEqualTo("latency.p99{service=\"shop\"}");
            assertThat(samples.getSourcesList())
                    .extracting(Source::getBound)
                    .containsExactly(0.1, Double.POSITIVE_INFINITY);
        });
        assertThat(new io.tidewatch.storage.series.DiscoveryStore(database).waiting(9))
                .containsExactly("latency.p50", "latency.p95", "latency.p99");
    }

    @Test
    void refusesWhatItCannotReadAsTheSpecificationWants() throws IOException {
        assertThat(post("application/json", new byte[0]).status()).isEqualTo(415);
        assertThat(post(V1 + ";proto=io.prometheus.write.v9.Request", new byte[0])
                        .status())
                .isEqualTo(415);
        assertThat(raw(V1, "gzip", new byte[0]).status()).isEqualTo(415);
        assertThat(raw(V1, "snappy", new byte[] {1, 2, 3}).status()).isEqualTo(400);
        assertThat(post(V1, new byte[] {1, 2, 3}).status()).isEqualTo(400);
        WriteRequest nameless = WriteRequest.newBuilder()
                .addTimeseries(series("").addSamples(sample(NINE, 1)))
                .build();
        assertThat(post(V1, nameless.toByteArray()).text()).contains("no label __name__");
        bench = new DoorBench(database, Map.of("max-message-bytes", "1000000"));
        WriteAnswer bomb = post(V1, new byte[50_000_000]);
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.text()).contains("max-message-bytes");
    }

    @Test
    void survivesGarbage() throws IOException {
        long seed = 303;
        Random random = new Random(seed);
        byte[] good = WriteRequest.newBuilder()
                .addTimeseries(series("up", "job", "node").addSamples(sample(NINE, 1)))
                .addTimeseries(series("down", "job", "node").addSamples(sample(NINE, 2)))
                .build()
                .toByteArray();
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = round % 5 == 0 ? new byte[random.nextInt(100)] : good.clone();
            if (round % 5 == 0) {
                random.nextBytes(bytes);
            }
            for (int i = 0; i < 1 + random.nextInt(4) && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] body = Snappy.compress(bytes);
            if (round % 7 == 0) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            WriteAnswer answer = raw(round % 2 == 0 ? V1 : V2, "snappy", body);
            assertThat(answer.status()).as("seed %d round %d", seed, round).isIn(204, 400, 413, 429);
        }
        assertThat(bench.records())
                .allSatisfy(points -> assertThat(points.value())
                        .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    private WriteAnswer post(String type, byte[] message) throws IOException {
        return raw(type, "snappy", Snappy.compress(message));
    }

    private WriteAnswer raw(String type, String encoding, byte[] body) {
        return bench.writes.handle(
                new PointsRequest(type, encoding, body.length, Map.of(), new ByteArrayInputStream(body)));
    }

    private static io.tidewatch.ingest.prometheus.wire1.Series.Builder series(String name, String... labels) {
        io.tidewatch.ingest.prometheus.wire1.Series.Builder series =
                io.tidewatch.ingest.prometheus.wire1.Series.newBuilder();
        series.addLabels(Label.newBuilder().setName("__name__").setValue(name));
        for (int i = 0; i < labels.length; i += 2) {
            series.addLabels(Label.newBuilder().setName(labels[i]).setValue(labels[i + 1]));
        }
        return series;
    }

    private static io.tidewatch.ingest.prometheus.wire1.Sample.Builder sample(long micros, double value) {
        return io.tidewatch.ingest.prometheus.wire1.Sample.newBuilder()
                .setTimestamp(micros / 1_000)
                .setValue(value);
    }
}
