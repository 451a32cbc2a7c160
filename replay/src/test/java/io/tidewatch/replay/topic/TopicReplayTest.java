// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.testkit.log.TestBroker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicReplayTest {
    private static final SeriesKey SERIES = SeriesKey.of("again");
    private static final long START = 1_772_409_600_000_000L;
    private static final int SPIKE = 200;

    @Test
    void scoresTheTopicOnceMoreWithWhatWasInForceAndSaysHowItDiffers() {
        LogClients clients =
                new LogClients(new LogSettings(TestBroker.shared().bootstrap(), TestBroker.PARTITIONS, (short) 1));
        ControlApplied judged = new ControlApplied(SERIES.id(), ControlApplied.Kind.CALIBRATION, 1, at(150), at(149));
        ControlApplied forgotten = new ControlApplied(SERIES.id(), ControlApplied.Kind.MODEL, 7, at(160), at(159));
        try (Producer<byte[], byte[]> producer = clients.producer("again")) {
            for (int i = 0; i < 300; i++) {
                double value = i == SPIKE || i == SPIKE + 1 ? 300 : 100 + i % 3;
                send(
                        producer,
                        Topic.POINTS,
                        PointsCodec.encode(
                                new SeriesPoints(SERIES, Origin.LIVE, new long[] {at(i)}, new double[] {value})));
            }
            Calibration calibration = new Calibration(1, 0.5, 4, 0, List.of(), List.of(1L), 0);
            send(producer, Topic.CALIBRATIONS, CalibrationCodec.encode(SERIES.id(), calibration));
            send(producer, Topic.ALERTS, AlertsCodec.encode(new AlertsMessage.Control(judged)));
            send(producer, Topic.ALERTS, AlertsCodec.encode(new AlertsMessage.Control(forgotten)));
        }
        List<AlertsMessage> said = new ArrayList<>();
        List<ControlApplied> missing = new ArrayList<>();
        TopicReplay.Summary read = new TopicReplay(clients).run(0, new TopicReplay.Sink() {
            @Override
            public void said(SeriesKey series, AlertsMessage message) {
                said.add(message);
            }

            @Override
            public void missing(SeriesKey series, ControlApplied control) {
                missing.add(control);
            }
        });
        assertThat(read.points()).isEqualTo(300);
        assertThat(missing).containsExactly(forgotten);
        assertThat(said).contains(new AlertsMessage.Control(judged));
        List<AlertEvent> events = said.stream()
                .filter(AlertsMessage.Event.class::isInstance)
                .map(message -> ((AlertsMessage.Event) message).event())
                .toList();
        assertThat(events).extracting(AlertEvent::kind).contains(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
        assertThat(events.getFirst().started()).isEqualTo(at(SPIKE));
        assertThat(events.getFirst().versions().calibration()).isEqualTo(1);

        try (Producer<byte[], byte[]> producer = clients.producer("again")) {
            send(producer, Topic.ALERTS, AlertsCodec.encode(new AlertsMessage.Event(events.getFirst())));
        }
        AlertsTopic beside = AlertsTopic.read(clients);
        new TopicReplay(clients).run(0, beside);
        assertThat(beside.comparison())
                .startsWith(events.size() + " alert events: 1 as they stand on tidewatch.alerts, 0 otherwise, "
                        + (events.size() - 1) + " not there; 0 stand there alone.")
                .contains("1 models");
        assertThat(beside.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.resolved()).isPresent());
    }

    private static long at(int minute) {
        return START + minute * Micros.MINUTE;
    }

    private static void send(Producer<byte[], byte[]> producer, Topic topic, byte[] value) {
        producer.send(new ProducerRecord<>(topic.id(), SERIES.id().key(), value));
    }
}
