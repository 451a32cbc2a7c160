// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import io.tidewatch.core.log.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a compacted topic from its beginning and hands each record to its owner, who keeps what it needs in memory. */
public final class TopicTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> update;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;

    /** Starts at once; {@code update} is called by one thread, with a null value where a key was taken away. */
    public TopicTable(
            LogClients clients, Topic topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> update) {
        this.consumer = clients.consumer();
        this.update = update;
        for (PartitionInfo partition : consumer.partitionsFor(topic.id())) {
            partitions.add(new TopicPartition(topic.id(), partition.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = Thread.ofPlatform().name("follow-" + topic.id()).start(this::run);
    }

    /** Waits until all that stood there at the start has been read; false where that took longer. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(500))) {
                    deliver(entry);
                }
                if (caughtUp.getCount() > 0
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("told to stop");
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> entry) {
        try {
            update.accept(entry);
        } catch (RuntimeException e) {
            LOG.error("A record of {} at offset {} is passed over: {}", entry.topic(), entry.offset(), e.toString());
        }
    }
}
