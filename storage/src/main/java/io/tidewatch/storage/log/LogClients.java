// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers and consumers with the settings that all of Tidewatch shares: durable writes, committed reads, bytes. */
public final class LogClients {
    private final LogSettings settings;

    public LogClients(LogSettings settings) {
        this.settings = settings;
    }

    public LogSettings settings() {
        return settings;
    }

    /** Idempotent; a record counts as written when all in-sync replicas have it. */
    public Producer<byte[], byte[]> producer(String clientId) {
        Properties properties = settings.properties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Member of a group; commits only when told; starts at the beginning where the group is new. */
    public Consumer<byte[], byte[]> consumer(String group) {
        return consumer(group, ConsumerConfig.DEFAULT_MAX_POLL_RECORDS);
    }

    /** The same, handing out at most {@code maxRecords} at once. */
    public Consumer<byte[], byte[]> consumer(String group, int maxRecords) {
        Properties properties = consumerProperties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // A killed process holds its partitions so long; the default of 45 s is a long silence for alerts.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // A rebalance waits for the killed as well. Meanwhile the living go on with what they have; the default takes
        // it away.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of no group: its owner assigns partitions and keeps no offsets. */
    public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        return Admin.create(settings.properties());
    }

    private Properties consumerProperties() {
        Properties properties = settings.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return properties;
    }
}
