// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.event.Lookup;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.testkit.log.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverTest {
    private static final String DETECTOR = "payments/taken-over";

    @TempDir
    private Path directory;

    @Test
    void loginFromANewCountryThenPaymentsRaiseAnAlertThroughABroker() {
        LogClients clients = ScorerProcess.clients(TestBroker.shared().bootstrap());
        ScorerRole role = new ScorerRole(ScorerProcess.settings("takeover-app"), clients, directory);
        try (Producer<byte[], byte[]> producer = clients.producer("takeover");
                Consumer<byte[], byte[]> consumer = clients.consumer("takeover")) {
            consumer.subscribe(List.of(Topic.ALERTS.id()));
            SettingsMessage rule = new SettingsMessage.OfDetector(rule());
            send(producer, Topic.SETTINGS, rule.key(), SettingsCodec.encode(rule));
            for (String user : List.of("u1", "u2", "u3")) {
                send(
                        producer,
                        Topic.LOOKUP,
                        user,
                        EventsCodec.encode(new Lookup(user, Map.of("tier", "gold", "home", "DE"))));
            }
            producer.flush();
            role.start();
            for (String user : List.of("u1", "u2", "u3")) {
                event(producer, user, "login", 0, Map.of("country", "DE"));
            }
            // One logs in from elsewhere and pays, one pays at home, one only logs in from elsewhere.
            event(producer, "u1", "login", 300, Map.of("country", "FR"));
            event(producer, "u3", "login", 300, Map.of("country", "FR"));
            for (int i = 0; i < 5; i++) {
                event(producer, "u1", "payment", 310 + i, Map.of());
                event(producer, "u2", "payment", 310 + i, Map.of());
            }
            producer.flush();
            List<AlertEvent> told = untilResolved(producer, consumer);
            assertThat(told).extracting(each -> each.series().toString()).containsOnly(DETECTOR + "{user=\"u1\"}");
            assertThat(told.getFirst().kind()).isEqualTo(AlertEventKind.OPENED);
            assertThat(told.getFirst().why())
                    .contains("payment")
                    .contains("FR")
                    .contains("tier gold")
                    .contains("home DE");
        } finally {
            role.stop();
        }
    }

    private static Detector rule() {
        return new Detector.EventCount(
                DETECTOR,
                "payments",
                1,
                true,
                Optional.of(new EventFilter("login", Map.of(), Optional.of("country"))),
                new EventFilter("payment", Map.of(), Optional.empty()),
                3,
                Duration.ofMinutes(1),
                "user",
                List.of("tier", "home"),
                Conditions.NONE);
    }

    private static void event(
            Producer<byte[], byte[]> producer, String user, String type, int second, Map<String, String> attributes) {
        Event event = new Event("", user, type, Inputs.START_MICROS + second * Micros.SECOND, attributes);
        send(producer, Topic.EVENTS, user, EventsCodec.encode(event));
    }

    private static void heartbeat(Producer<byte[], byte[]> producer, int second) {
        byte[] clock = PointsCodec.encodeHeartbeat(Inputs.START_MICROS + second * Micros.SECOND);
        for (int partition = 0; partition < TestBroker.PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(Topic.POINTS.id(), partition, new byte[0], clock));
        }
    }

    private static void send(Producer<byte[], byte[]> producer, Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.id(), key.getBytes(UTF_8), value));
    }

    private static List<AlertEvent> untilResolved(
            Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer) {
        List<AlertEvent> told = new ArrayList<>();
        long start = System.nanoTime();
        for (int second = 500; told.isEmpty() || told.getLast().resolved().isEmpty(); second++) {
            // Points and events meet in no order, so the clock has to go on, as it does in life.
            heartbeat(producer, second);
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(100))) {
                if (AlertsCodec.decode(entry.value()) instanceof AlertsMessage.Event(AlertEvent event)
                        && event.detectorId().equals(DETECTOR)) {
                    told.add(event);
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%s", told)
                    .isLessThan(Duration.ofMinutes(2));
        }
        return told;
    }
}
