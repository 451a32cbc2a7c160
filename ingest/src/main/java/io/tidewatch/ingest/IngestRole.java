// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.log.Heartbeats;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.MappingFile;
import io.tidewatch.ingest.otlp.MetricsDoor;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Pipeline;
import io.tidewatch.ingest.points.PointsDoor;
import io.tidewatch.ingest.prometheus.WriteDoor;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownKpis;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.NewKpis;
import io.tidewatch.ingest.series.SeriesRules;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.ingest.table.TableWriter;
import io.tidewatch.ingest.window.Aggregator;
import io.tidewatch.ingest.window.LateSamples;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.point.LateSampleStore;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.series.DiscoveryStore;
import io.tidewatch.storage.series.SeriesStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Points in: the doors, the clock on the log, and the table writer. */
public final class IngestRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRole.class);
    private static final Duration SETTINGS_LIMIT = Duration.ofSeconds(30);

    private final IngestSettings settings;
    private final Database database;
    private final LogClients clients;
    private final InstantSource clock;
    private final Doorway doorway;
    private final PointsDoor door;
    private final LineDoor lines;
    private final WriteDoor writes;
    private final MetricsDoor metrics;
    private final Path state;
    /** To be closed from the last to the first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private volatile @Nullable Pipeline pipeline;
    private volatile @Nullable TableWriter writer;
    private volatile @Nullable Aggregator aggregator;
    private volatile @Nullable MappingFile mapping;

    /** @param state a directory for what the aggregator rebuilds from the log when it is lost */
    public IngestRole(IngestSettings settings, Database database, LogClients clients, InstantSource clock, Path state) {
        this.state = state;
        this.settings = settings;
        this.database = database;
        this.clients = clients;
        this.clock = clock;
        this.doorway = new Doorway(settings, clock, this::pipeline);
        this.door = new PointsDoor(doorway);
        this.lines = new LineDoor(doorway);
        this.writes = new WriteDoor(doorway);
        this.metrics = new MetricsDoor(doorway);
    }

    @Override
    public RoleName name() {
        return RoleName.INGEST;
    }

    /** For the HTTP resource; answers 503 while the role is stopped. */
    public PointsDoor door() {
        return door;
    }

    /** As {@link #door}. */
    public LineDoor lines() {
        return lines;
    }

    /** As {@link #door}. */
    public WriteDoor writes() {
        return writes;
    }

    /** As {@link #door}. */
    public MetricsDoor metrics() {
        return metrics;
    }

    @Override
    public synchronized void start() {
        if (pipeline != null) {
            return;
        }
        try {
            Producer<byte[], byte[]> producer = opened(clients.producer("tidewatch-ingest"));
            KnownKpis kpis = opened(new KnownKpis(clients));
            if (!kpis.awaitCaughtUp(SETTINGS_LIMIT)) {
                LOG.warn(
                        "The settings topic was not read within {}; KPIs that are not known yet are refused",
                        SETTINGS_LIMIT);
            }
            KnownSeries series = new KnownSeries(new SeriesStore(database), settings, clock);
            series.load();
            RejectedLog rejected = new RejectedLog(producer, clock, settings.rejectedPerSecond());
            MappingFile rules = opened(new MappingFile(settings.mapping()));
            mapping = rules;
            Aggregator aggregation = opened(new Aggregator(clients, state));
            aggregation.startIfNeeded();
            aggregator = aggregation;
            opened(new LateSamples(clients, new LateSampleStore(database)));
            opened(new Heartbeats(producer, clock, settings.heartbeat(), aggregation::runs));
            writer = opened(new TableWriter(clients, new PointStore(database), rejected, settings.writeBatchRecords()));
            pipeline = new Pipeline(
                    rules::current,
                    new SeriesRules(settings, kpis::find),
                    new NewKpis(new DiscoveryStore(database), settings, clock),
                    series,
                    new PointLog(producer),
                    rejected,
                    aggregation::start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw new IllegalStateException("interrupted while ingest started", e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        pipeline = null;
        writer = null;
        aggregator = null;
        mapping = null;
        while (!running.isEmpty()) {
            AutoCloseable last = running.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly: {}", last.getClass().getSimpleName(), e.toString());
            }
        }
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                new Measure("tidewatch_points_written_total", "Points written to the table, new or changed.", () -> {
                    TableWriter current = writer;
                    return current == null ? 0 : current.written();
                }),
                new Measure("tidewatch_points_rejected_total", "Points refused, and records set aside.", () -> {
                    Pipeline current = pipeline;
                    return current == null ? 0 : current.rejected().total();
                }));
    }

    @Override
    public String trouble() {
        TableWriter current = writer;
        String waits = current == null ? "" : current.trouble();
        if (!waits.isEmpty()) {
            return "points wait in the log, as the table can't be written: " + waits;
        }
        Aggregator aggregation = aggregator;
        String stands = aggregation == null ? "" : aggregation.trouble();
        MappingFile rules = mapping;
        return !stands.isEmpty() ? stands : rules == null ? "" : rules.trouble();
    }

    private Pipeline pipeline() {
        Pipeline current = pipeline;
        if (current == null) {
            throw new TidewatchException(ErrorCode.UNAVAILABLE, "ingest is not running; send the request again");
        }
        return current;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.push(resource);
        return resource;
    }
}
