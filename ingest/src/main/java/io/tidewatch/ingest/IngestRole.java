// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.ingest.event.EventsDoor;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.log.Heartbeats;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.MappingFile;
import io.tidewatch.ingest.otlp.MetricsDoor;
import io.tidewatch.ingest.outside.OutsideTopics;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Pipeline;
import io.tidewatch.ingest.points.PointsDoor;
import io.tidewatch.ingest.prometheus.WriteDoor;
import io.tidewatch.ingest.pull.Pulls;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownKpis;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.NewKpis;
import io.tidewatch.ingest.series.SeriesRules;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.ingest.status.Cardinality;
import io.tidewatch.ingest.status.HotSeries;
import io.tidewatch.ingest.status.IngestStatus;
import io.tidewatch.ingest.status.IngestView;
import io.tidewatch.ingest.status.RejectedInput;
import io.tidewatch.ingest.status.RejectedTail;
import io.tidewatch.ingest.table.Deletions;
import io.tidewatch.ingest.table.TableWriter;
import io.tidewatch.ingest.window.Aggregator;
import io.tidewatch.ingest.window.LateSamples;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.point.LateSampleStore;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.series.DiscoveryStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.source.SourceCursors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Points in: the doors, the clock on the log, and the table writer. */
public final class IngestRole implements Role, IngestView {
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
    private final EventsDoor events;
    private final HotSeries hot = new HotSeries();
    private final Path state;
    /** To be closed from the last to the first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private volatile @Nullable Pipeline pipeline;
    private volatile @Nullable TableWriter writer;
    private volatile @Nullable Aggregator aggregator;
    private volatile @Nullable MappingFile mapping;
    private volatile @Nullable OutsideTopics outside;
    private volatile @Nullable Pulls pulls;

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
        this.events = new EventsDoor(doorway);
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
    public EventsDoor events() {
        return events;
    }

    @Override
    public IngestStatus status() {
        Pipeline current = pipeline();
        TableWriter table = writer;
        Aggregator aggregation = aggregator;
        return new IngestStatus(
                table == null ? 0 : table.written(),
                current.rejected().total(),
                current.rejected().byCause(),
                doorway.turnedAway(),
                aggregation == null ? Map.of() : aggregation.counters().numbers(),
                current.mapping().get().rules(),
                Cardinality.of(current.series().all()),
                hot.top(20),
                trouble());
    }

    @Override
    public List<RejectedInput> rejected(int most) {
        return new RejectedTail(clients).latest(most);
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
            NewKpis newKpis = new NewKpis(new DiscoveryStore(database), settings, clock);
            opened(new Deletions(database, clock, (kpi, one) -> {
                one.ifPresentOrElse(series::forget, () -> series.forget(kpi));
                newKpis.forget(kpi);
            }));
            pipeline = new Pipeline(
                    rules::current,
                    new SeriesRules(settings, kpis::find),
                    newKpis,
                    series,
                    new PointLog(producer),
                    rejected,
                    aggregation::start,
                    hot);
            outside = opened(new OutsideTopics(clients, doorway, door, lines, events));
            pulls = opened(new Pulls(settings.sources(), doorway, new SourceCursors(database), System::getenv));
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
        outside = null;
        pulls = null;
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
                }),
                new Measure(
                        "tidewatch_requests_turned_away_total",
                        "Requests answered 429, as others held the memory that requests may have.",
                        doorway::turnedAway),
                new Measure("tidewatch_series_known", "Series registered, as far as this process knows.", () -> {
                    Pipeline current = pipeline;
                    return current == null ? 0 : current.series().all().size();
                }),
                aggregated("tidewatch_samples_aggregated_total", "Samples that went into aggregates.", "samples"),
                aggregated(
                        "tidewatch_aggregates_corrected_total",
                        "Aggregates sent on again as late samples changed them.",
                        "aggregates_corrected"),
                aggregated(
                        "tidewatch_samples_too_late_total",
                        "Samples too late for their aggregate, kept beside it.",
                        "samples_too_late"));
    }

    private Measure aggregated(String name, String help, String number) {
        return new Measure(name, help, () -> {
            Aggregator current = aggregator;
            return current == null ? 0 : current.counters().numbers().getOrDefault(number, 0L);
        });
    }

    @Override
    public String trouble() {
        TableWriter current = writer;
        String waits = current == null ? "" : current.trouble();
        if (!waits.isEmpty()) {
            return "points wait in the log, as the table can't be written: " + waits;
        }
        Aggregator aggregation = aggregator;
        MappingFile rules = mapping;
        OutsideTopics topics = outside;
        Pulls sources = pulls;
        return Stream.of(
                        aggregation == null ? "" : aggregation.trouble(),
                        rules == null ? "" : rules.trouble(),
                        topics == null ? "" : topics.trouble(),
                        sources == null ? "" : sources.trouble())
                .filter(trouble -> !trouble.isEmpty())
                .findFirst()
                .orElse("");
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
