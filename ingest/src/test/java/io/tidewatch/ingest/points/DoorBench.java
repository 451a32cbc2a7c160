// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.core.wire.RejectedCodec;
import io.tidewatch.ingest.TestSettings;
import io.tidewatch.ingest.line.LineAnswer;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.otlp.MetricsDoor;
import io.tidewatch.ingest.prometheus.WriteDoor;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.NewKpis;
import io.tidewatch.ingest.series.SeriesRules;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.ingest.status.HotSeries;
import io.tidewatch.ingest.window.wire.Samples;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.DiscoveryStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The door with a log in memory and a real table of series; the KPIs {@code signups} and {@code errors} are known. */
final class DoorBench {
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Set<String> KPIS = Set.of("signups", "errors");

    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    final ManualClock clock = new ManualClock(NOW);
    final KnownSeries series;
    final PointsDoor door;
    final LineDoor lines;
    final WriteDoor writes;
    final MetricsDoor metrics;
    Mapping mapping = Mapping.PLAIN;

    DoorBench(Database database, Map<String, String> settings) {
        IngestSettings read = TestSettings.with(settings);
        series = new KnownSeries(new SeriesStore(database), read, clock);
        Pipeline pipeline = new Pipeline(
                () -> mapping,
                new SeriesRules(read, name -> KPIS.contains(name) ? Optional.of(Kpi.named(name)) : Optional.empty()),
                new NewKpis(new DiscoveryStore(database), read, clock),
                series,
                new PointLog(producer),
                new RejectedLog(producer, clock, read.rejectedPerSecond()),
                () -> {},
                new HotSeries());
        Doorway doorway = new Doorway(read, clock, () -> pipeline);
        door = new PointsDoor(doorway);
        lines = new LineDoor(doorway);
        writes = new WriteDoor(doorway);
        metrics = new MetricsDoor(doorway);
    }

    Answer json(String body) {
        return post("application/json", "", body.getBytes(UTF_8), Map.of());
    }

    LineAnswer lines(String body, String... query) {
        return lines(LineDialect.V2, body.getBytes(UTF_8), query);
    }

    LineAnswer lines(LineDialect dialect, byte[] body, String... query) {
        Map<String, List<String>> parameters = new java.util.LinkedHashMap<>();
        for (String parameter : query) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
        }
        return lines.handle(
                dialect, new PointsRequest("text/plain", "", body.length, parameters, new ByteArrayInputStream(body)));
    }

    Answer csv(String body, String... query) {
        Map<String, List<String>> parameters = new java.util.LinkedHashMap<>();
        for (String parameter : query) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
        }
        return post("text/csv; charset=utf-8", "", body.getBytes(UTF_8), parameters);
    }

    Answer post(String type, String encoding, byte[] body, Map<String, List<String>> query) {
        return post(type, encoding, body.length, new ByteArrayInputStream(body), query);
    }

    Answer post(String type, String encoding, long length, InputStream body, Map<String, List<String>> query) {
        return post(new PointsRequest(type, encoding, length, query, body));
    }

    Answer post(PointsRequest request) {
        return door.handle(request);
    }

    /** What the log was sent, as {@code series origin time=value}. */
    List<String> logged() {
        List<String> found = new ArrayList<>();
        for (SeriesPoints points : records()) {
            for (int i = 0; i < points.size(); i++) {
                found.add(points.series() + " " + points.origin() + " " + points.timeMicros()[i] + "="
                        + points.value()[i]);
            }
        }
        return found;
    }

    List<SeriesPoints> records() {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(Topic.POINTS.id()))
                .map(entry -> ((PointsMessage.Batch) PointsCodec.decode(entry.value())).points())
                .toList();
    }

    /** What waits to be aggregated. */
    List<Samples> samples() {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(Topic.SAMPLES.id()))
                .map(entry -> samples(entry.value()))
                .toList();
    }

    private static Samples samples(byte[] bytes) {
        try {
            return SamplesRecord.parseFrom(bytes).getSamples();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    List<Rejected> rejected() {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(Topic.POINTS_REJECTED.id()))
                .map(entry -> RejectedCodec.decode(entry.value()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> errors(Answer answer) {
        return (List<Map<String, Object>>) answer.body().getOrDefault("errors", List.of());
    }
}
