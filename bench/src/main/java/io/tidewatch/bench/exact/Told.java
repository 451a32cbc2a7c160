// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.log.LogClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** All that was said of alerts, by series, as bytes in order. */
final class Told {
    private final Map<SeriesId, List<byte[]>> bySeries = new HashMap<>();

    /** What the end state of an alert is compared by. */
    record Final(SeriesId series, String detector, long started, long resolved, Severity severity, double peak) {}

    /** How two differ; all of it 0 where they don't. */
    record Difference(int records, int lost, int doubled, int unequalSeries) {}

    void add(SeriesId series, byte[] record) {
        bySeries.computeIfAbsent(series, any -> new ArrayList<>()).add(record);
    }

    /** What stands on the alerts topic, as a committed read sees it. */
    static Told live(LogClients clients) {
        Told told = new Told();
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.ALERTS.id()).stream()
                    .map(each -> new TopicPartition(Topic.ALERTS.id(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(100))) {
                    told.add(SeriesId.ofKey(entry.key()), entry.value());
                }
            }
        }
        return told;
    }

    int records() {
        return bySeries.values().stream().mapToInt(List::size).sum();
    }

    /** Of {@code this} against what should have been said. */
    Difference against(Told expected) {
        int lost = 0;
        int doubled = 0;
        int unequal = 0;
        Set<SeriesId> all = new HashSet<>(bySeries.keySet());
        all.addAll(expected.bySeries.keySet());
        for (SeriesId series : all) {
            List<byte[]> said = bySeries.getOrDefault(series, List.of());
            List<byte[]> should = expected.bySeries.getOrDefault(series, List.of());
            Map<String, Integer> saidIds = ids(said);
            Map<String, Integer> shouldIds = ids(should);
            lost += (int) shouldIds.keySet().stream()
                    .filter(id -> !saidIds.containsKey(id))
                    .count();
            doubled += (int) saidIds.entrySet().stream()
                    .filter(each -> each.getValue() > 1 || !shouldIds.containsKey(each.getKey()))
                    .count();
            unequal += equal(said, should) ? 0 : 1;
        }
        return new Difference(records(), lost, doubled, unequal);
    }

    private static boolean equal(List<byte[]> said, List<byte[]> should) {
        if (said.size() != should.size()) {
            return false;
        }
        for (int i = 0; i < said.size(); i++) {
            if (!Arrays.equals(said.get(i), should.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Integer> ids(List<byte[]> records) {
        Map<String, Integer> ids = new TreeMap<>();
        records.forEach(each -> ids.merge(id(AlertsCodec.decode(each)), 1, Integer::sum));
        return ids;
    }

    private static String id(AlertsMessage message) {
        return switch (message) {
            case AlertsMessage.Event(AlertEvent event) -> event.eventId();
            case AlertsMessage.Control(var applied) -> applied.toString();
            case AlertsMessage.Seen(var notable) -> notable.toString();
        };
    }

    int alerts() {
        return newest().size();
    }

    /** How many alerts were amended or taken back. */
    long corrected() {
        return bySeries.values().stream()
                .flatMap(List::stream)
                .map(AlertsCodec::decode)
                .filter(each -> each instanceof AlertsMessage.Event(AlertEvent event)
                        && (event.kind() == AlertEventKind.AMENDED || event.kind() == AlertEventKind.RETRACTED))
                .count();
    }

    long notables() {
        return bySeries.values().stream()
                .flatMap(List::stream)
                .filter(each -> AlertsCodec.decode(each) instanceof AlertsMessage.Seen)
                .count();
    }

    private Map<AlertId, AlertEvent> newest() {
        Map<AlertId, AlertEvent> newest = new HashMap<>();
        bySeries.values()
                .forEach(records -> records.forEach(each -> {
                    if (AlertsCodec.decode(each) instanceof AlertsMessage.Event(AlertEvent event)) {
                        newest.put(event.alertId(), event);
                    }
                }));
        return newest;
    }

    Set<Final> finals() {
        Set<Final> finals = new HashSet<>();
        newest().values().stream()
                .filter(event -> event.kind() != AlertEventKind.RETRACTED)
                .forEach(event -> finals.add(new Final(
                        event.series().id(),
                        event.detectorId(),
                        event.started(),
                        event.resolved().orElse(0),
                        event.severity(),
                        event.peakEvidence())));
        return finals;
    }
}
