// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.fuzz;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.otlp.MetricsDoor;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Pipeline;
import io.tidewatch.ingest.points.PointsDoor;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.ingest.prometheus.WriteDoor;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.NewKpis;
import io.tidewatch.ingest.series.SeriesRules;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.ingest.status.HotSeries;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.DiscoveryStore;
import io.tidewatch.storage.series.SeriesStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All doors, with a log in memory and no database: everything is parsed and checked, and then each series is refused, as its KPI is
 * not known. So nothing that is sent can depend on what was sent before.
 */
final class LonelyDoors {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final PointsDoor points;
    private final LineDoor lines;
    private final WriteDoor writes;
    private final MetricsDoor metrics;

    LonelyDoors() {
        IngestSettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(IngestSettings.class)
                .withDefaultValue("tidewatch.ingest.unknown-measurements", "refuse")
                .build()
                .getConfigMapping(IngestSettings.class);
        InstantSource clock = InstantSource.fixed(NOW);
        // Nobody listens there, and nobody asks: a series that is refused needs no registration.
        Database nowhere = Database.open("jdbc:postgresql://127.0.0.1:1/nowhere", 1);
        Pipeline pipeline = new Pipeline(
                () -> Mapping.PLAIN,
                new SeriesRules(settings, name -> Optional.empty()),
                new NewKpis(new DiscoveryStore(nowhere), settings, clock),
                new KnownSeries(new SeriesStore(nowhere), settings, clock),
                new PointLog(producer),
                new RejectedLog(producer, clock, settings.rejectedPerSecond()),
                () -> {},
                new HotSeries());
        Doorway doorway = new Doorway(settings, clock, () -> pipeline);
        points = new PointsDoor(doorway);
        lines = new LineDoor(doorway);
        writes = new WriteDoor(doorway);
        metrics = new MetricsDoor(doorway);
    }

    int points(String type, byte[] body, Map<String, List<String>> query) {
        return afterwards(points.handle(request(type, "", body, query)).status());
    }

    int lines(byte[] body) {
        return afterwards(lines.handle(LineDialect.V2, request("text/plain", "", body, Map.of()))
                .status());
    }

    int writes(String type, byte[] body) {
        return afterwards(writes.handle(request(type, "snappy", body, Map.of())).status());
    }

    int metrics(String type, byte[] body) {
        return afterwards(metrics.handle(request(type, "", body, Map.of())).status());
    }

    private int afterwards(int status) {
        producer.clear();
        return status;
    }

    private static PointsRequest request(String type, String encoding, byte[] body, Map<String, List<String>> query) {
        return new PointsRequest(type, encoding, body.length, query, new ByteArrayInputStream(body));
    }
}
