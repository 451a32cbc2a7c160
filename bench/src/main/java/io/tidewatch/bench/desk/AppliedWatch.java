// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.log.LogClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Notes when the scorer says that a calibration has taken effect, as soon as readers of committed records can see it. */
final class AppliedWatch implements AutoCloseable {
    private final Map<SeriesId, Long> applied = new ConcurrentHashMap<>();
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean running = true;

    AppliedWatch(LogClients clients) {
        consumer = clients.consumer();
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.ALERTS.id()).stream()
                .map(partition -> new TopicPartition(Topic.ALERTS.id(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("applied").start(this::read);
    }

    private void read() {
        while (running) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (AlertsCodec.decode(record.value()) instanceof AlertsMessage.Control(ControlApplied control)
                        && control.kind() == ControlApplied.Kind.CALIBRATION) {
                    applied.put(control.series(), System.nanoTime());
                }
            }
        }
        consumer.close();
    }

    /** Of the clock of {@link System#nanoTime()}; 0 where none was seen. */
    long at(SeriesId series) {
        return applied.getOrDefault(series, 0L);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }
}
