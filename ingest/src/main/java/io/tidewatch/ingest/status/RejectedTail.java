// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.RejectedCodec;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.storage.log.LogClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads the end of the topic of rejected input. */
public final class RejectedTail {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LogClients clients;

    public RejectedTail(LogClients clients) {
        this.clients = clients;
    }

    /** The latest, the last one first. */
    public List<RejectedInput> latest(int most) {
        TopicPartition partition = new TopicPartition(Topic.POINTS_REJECTED.id(), 0);
        Deque<RejectedInput> found = new ArrayDeque<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition), PATIENCE);
            long end = ends.getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(begin, end - most));
            while (consumer.position(partition) < end) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
                if (records.isEmpty()) {
                    break;
                }
                records.forEach(entry -> add(found, entry));
            }
        }
        List<RejectedInput> latest = new ArrayList<>(found);
        return latest.subList(0, Math.min(most, latest.size()));
    }

    private static void add(Deque<RejectedInput> found, ConsumerRecord<byte[], byte[]> entry) {
        try {
            Rejected rejected = RejectedCodec.decode(entry.value());
            found.addFirst(new RejectedInput(
                    Micros.toInstant(rejected.receivedMicros()).toString(),
                    rejected.door(),
                    rejected.code(),
                    rejected.message(),
                    new String(rejected.input(), UTF_8)));
        } catch (Undecodable e) {
            found.addFirst(new RejectedInput("", "", "undecodable", String.valueOf(e.getMessage()), ""));
        }
    }
}
