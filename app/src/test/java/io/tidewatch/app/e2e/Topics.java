// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import static org.awaitility.Awaitility.await;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.ScoresCodec;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads what stands on the broker of a data directory, from the beginning to the end of what is committed. */
final class Topics {
    private final LogClients clients;

    Topics(Path data) {
        clients = new LogClients(new LogSettings(
                EmbeddedBroker.lastBootstrap(data.resolve("kafka")), LogSettings.DEFAULT_PARTITIONS, (short) 1));
    }

    List<AlertEvent> alertEvents() {
        List<AlertEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> row : all(Topic.ALERTS)) {
            if (AlertsCodec.decode(row.value()) instanceof AlertsMessage.Event(AlertEvent event)) {
                events.add(event);
            }
        }
        return events;
    }

    /** Of all series, in the order of the log. */
    List<ServedScore> scores() {
        return all(Topic.SCORES).stream()
                .flatMap(row -> ScoresCodec.decode(row.value()).scores().stream())
                .toList();
    }

    /** Waits until the scorer has read a forecast trained up to that time. */
    void awaitForecast(Instant trainedTo) throws Exception {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> all(Topic.FORECASTS).stream()
                        .anyMatch(row -> ForecastCodec.decode(row.value()).trainedTo() == Micros.of(trainedTo)));
        try (Admin admin = clients.admin()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> caughtUp(admin));
        }
    }

    private boolean caughtUp(Admin admin) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("tidewatch-scorer")
                .partitionsToOffsetAndMetadata()
                .get();
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.FORECASTS.id()).stream()
                    .map(partition -> new TopicPartition(Topic.FORECASTS.id(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || committed.containsKey(end.getKey())
                                    && committed.get(end.getKey()).offset() >= end.getValue());
        }
    }

    long calibrations() {
        return all(Topic.CALIBRATIONS).size();
    }

    /** Waits until the point of this time, UTC microseconds, has its score. */
    void awaitScored(long time) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> scores().stream().anyMatch(score -> score.at() == time));
    }

    private List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.id()).stream()
                    .map(partition -> new TopicPartition(topic.id(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(rows::add);
            }
        }
        return rows;
    }
}
