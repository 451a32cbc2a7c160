// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.storage.log.LogClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what stands on a topic now, once. Committed records only; records without a value are passed over. */
final class WholeTopic {
    private static final Logger LOG = LoggerFactory.getLogger(WholeTopic.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private WholeTopic() {}

    interface Reader {
        void accept(ConsumerRecord<byte[], byte[]> entry);
    }

    static void read(LogClients clients, Topic topic, Reader reader) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.id()).stream()
                    .map(each -> new TopicPartition(topic.id(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            toTheEnd(consumer, partitions, reader);
        }
    }

    /** From where the consumer stands to where the partitions end now. */
    static void toTheEnd(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Reader reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (true) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(PATIENCE)) {
                if (entry.offset() < ends.getOrDefault(new TopicPartition(entry.topic(), entry.partition()), 0L)
                        && entry.value() != null) {
                    deliver(entry, reader);
                }
            }
            Set<TopicPartition> over = partitions.stream()
                    .filter(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))
                    .collect(Collectors.toSet());
            if (over.size() == partitions.size()) {
                return;
            }
            consumer.pause(over);
        }
    }

    private static void deliver(ConsumerRecord<byte[], byte[]> entry, Reader reader) {
        try {
            reader.accept(entry);
        } catch (Undecodable e) {
            LOG.warn("A record of {} at offset {} is passed over: {}", entry.topic(), entry.offset(), e.toString());
        }
    }
}
