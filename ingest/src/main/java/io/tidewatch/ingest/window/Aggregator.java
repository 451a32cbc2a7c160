// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import io.tidewatch.core.log.Topic;
import io.tidewatch.storage.log.LogClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aggregates samples on Kafka Streams with exactly-once: its state, its place on the samples' topic and what it sent on are
 * committed together, so that a crash loses and doubles nothing. It costs nothing until the first sample comes.
 */
public final class Aggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    private static final String NAME = "tidewatch-aggregator";

    private final LogClients clients;
    private final Path state;
    private final WindowCounters counters = new WindowCounters();
    private volatile @Nullable KafkaStreams streams;

    /** @param state a directory for what is rebuilt from the log when it is lost */
    public Aggregator(LogClients clients, Path state) {
        this.clients = clients;
        this.state = state;
    }

    public WindowCounters counters() {
        return counters;
    }

    public boolean runs() {
        return streams != null;
    }

    /** Starts where samples stand on their topic, which may wait since a crash. */
    public void startIfNeeded() {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.SAMPLES.id()).stream()
                    .map(found -> new TopicPartition(Topic.SAMPLES.id(), found.partition()))
                    .toList();
            if (consumer.endOffsets(partitions).values().stream().anyMatch(end -> end > 0)) {
                start();
            }
        }
    }

    /** Starts unless it runs. */
    public void start() {
        if (streams == null) {
            startOnce();
        }
    }

    /** Empty, or why nothing is aggregated. */
    public String trouble() {
        KafkaStreams made = streams;
        if (made == null || made.state().isRunningOrRebalancing() || made.state() == KafkaStreams.State.CREATED) {
            return "";
        }
        return "aggregation stands still: " + made.state();
    }

    @Override
    public synchronized void close() {
        KafkaStreams made = streams;
        streams = null;
        if (made != null && !made.close(Duration.ofSeconds(20))) {
            LOG.warn("The aggregator did not stop in time");
        }
    }

    private synchronized void startOnce() {
        if (streams != null) {
            return;
        }
        KafkaStreams made = new KafkaStreams(WindowTopology.build(counters), properties());
        made.setUncaughtExceptionHandler(failure -> {
            LOG.error("An aggregating thread died and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        made.start();
        streams = made;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, NAME);
        properties.put(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, clients.settings().bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 32L << 20);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int)
                clients.settings().replicas());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, WindowRocks.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 8 * 1024 * 1024);
        return properties;
    }
}
