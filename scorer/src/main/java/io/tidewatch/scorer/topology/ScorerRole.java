// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.storage.log.LogClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts out: runs the topology. */
public final class ScorerRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ScorerRole.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    /** More records than this are minutes of work. */
    private static final long MUCH_LAG = 1_000_000;

    private final ScorerSettings settings;
    private final LogClients clients;
    private final Path stateDirectory;
    private final Counters counters = new Counters();
    private final Restoring restoring = new Restoring();
    private volatile @Nullable KafkaStreams streams;

    /** @param stateDirectory for what is rebuilt from the log when it is lost */
    public ScorerRole(ScorerSettings settings, LogClients clients, Path stateDirectory) {
        this.settings = settings;
        this.clients = clients;
        this.stateDirectory = stateDirectory;
    }

    @Override
    public RoleName name() {
        return RoleName.SCORER;
    }

    public Counters counters() {
        return counters;
    }

    @Override
    public synchronized void start() {
        if (streams != null) {
            return;
        }
        KafkaStreams made = new KafkaStreams(
                ScoringTopology.build(counters, settings.readyDetectors()),
                StreamsProperties.of(settings, clients.settings(), stateDirectory));
        CountDownLatch running = new CountDownLatch(1);
        made.setStateListener((now, before) -> {
            LOG.info("The scorer was {} and is {}", before, now);
            if (now == KafkaStreams.State.REBALANCING) {
                counters.rebalances.increment();
            }
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        made.setUncaughtExceptionHandler(failure -> {
            counters.replacedThreads.increment();
            LOG.error("A scoring thread died and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        made.setGlobalStateRestoreListener(restoring);
        streams = made;
        try {
            made.start();
            if (!running.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The scorer still is {} after {}; it goes on", made.state(), START);
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        KafkaStreams made = streams;
        streams = null;
        if (made != null && !made.close(STOP)) {
            LOG.warn("The scorer did not stop within {}", STOP);
        }
    }

    /** Of all threads, those that score points or would. */
    private long tasks(Function<ThreadMetadata, Set<TaskMetadata>> of) {
        KafkaStreams made = streams;
        if (made == null) {
            return 0;
        }
        return made.metadataForLocalThreads().stream()
                .flatMap(thread -> of.apply(thread).stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(Topic.POINTS.id()))
                .distinct()
                .count();
    }

    /** Records that wait to be scored, as far as this process has seen. */
    public long lag() {
        KafkaStreams made = streams;
        if (made == null) {
            return 0;
        }
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : made.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals("records-lag")
                    && name.group().equals("consumer-fetch-manager-metrics")
                    && name.tags().containsKey("partition")
                    && metric.getValue().metricValue() instanceof Double waiting
                    && waiting > 0) {
                lag += waiting;
            }
        }
        return Math.round(lag);
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                new Measure("tidewatch_points_scored_total", "Points scored.", counters::scored),
                new Measure("tidewatch_points_late_total", "Points not after their series' watermark.", counters::late),
                new Measure("tidewatch_alert_events_total", "Events of alerts written.", counters::alertEvents),
                new Measure(
                        "tidewatch_notable_events_total",
                        "Records of what is beyond all that is remembered; they page nobody.",
                        counters::notables),
                new Measure(
                        "tidewatch_scorer_undecodable_total",
                        "Records that are not what their topic holds; passed over.",
                        counters::undecodable),
                new Measure(
                        "tidewatch_scorer_failed_total",
                        "Records on which a detector failed; passed over.",
                        counters::failed),
                new Measure(
                        "tidewatch_scorer_replaced_threads_total",
                        "Threads that died and were replaced.",
                        counters::replacedThreads),
                new Measure(
                        "tidewatch_scorer_rebalances_total",
                        "How often partitions were handed out anew.",
                        counters::rebalances),
                new Measure(
                        "tidewatch_scorer_partitions",
                        "Partitions that this process scores.",
                        () -> tasks(ThreadMetadata::activeTasks)),
                new Measure(
                        "tidewatch_scorer_standby_partitions",
                        "Partitions of which this process keeps a copy of the state ready.",
                        () -> tasks(ThreadMetadata::standbyTasks)),
                new Measure(
                        "tidewatch_scorer_restoring_records",
                        "Records of state still to be read back before their partitions go on.",
                        restoring::left),
                new Measure(
                        "tidewatch_score_lag_seconds",
                        "How long the record scored last had lain on the topic.",
                        () -> counters.age() / 1e3),
                new Measure("tidewatch_scorer_lag_records", "Records that wait to be scored.", this::lag));
    }

    @Override
    public String trouble() {
        KafkaStreams made = streams;
        if (made == null) {
            return "it was not started";
        }
        return switch (made.state()) {
            case RUNNING -> lag() > MUCH_LAG ? "it is " + lag() + " records behind" : "";
            case CREATED, REBALANCING -> "it is taking over partitions";
            case PENDING_SHUTDOWN, PENDING_ERROR, NOT_RUNNING, ERROR -> "it stands still: " + made.state();
        };
    }
}
