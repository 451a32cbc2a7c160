// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Alerts as the scorer writes them, each of which opens and resolves. */
final class Load {
    private static final long EPOCH = 1_772_323_200L * Micros.SECOND;

    private final Producer<byte[], byte[]> producer;

    Load(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** The alert for one receiver; says the id of its opening. */
    String alert(int number, int receiver) {
        String opened = send(number, receiver, 1, AlertEventKind.OPENED);
        send(number, receiver, 2, AlertEventKind.RESOLVED);
        return opened;
    }

    private String send(int number, int receiver, int sequence, AlertEventKind kind) {
        SeriesKey series = new SeriesKey("bench." + receiver, Labels.of("shard", Integer.toString(number % 50)));
        long started = EPOCH + number * Micros.MINUTE;
        AlertEvent event = new AlertEvent(
                AlertId.of(series.id(), series.kpi() + "/adaptive", started),
                sequence,
                kind,
                series,
                series.kpi() + "/adaptive",
                started,
                started + sequence * Micros.SECOND,
                kind == AlertEventKind.RESOLVED
                        ? OptionalLong.of(started + sequence * Micros.SECOND)
                        : OptionalLong.empty(),
                Severity.HIGH,
                12,
                started,
                4,
                -1,
                118,
                new Bounds(260, 240, 281),
                List.of(EvidenceKind.SPIKE),
                "118 per minute, 55 % below the 260 expected.",
                sequence,
                "per minute",
                new AlertEvent.Versions(1, 0, 1, 1));
        producer.send(new ProducerRecord<>(
                Topic.ALERTS.id(), series.id().key(), AlertsCodec.encode(new AlertsMessage.Event(event))));
        return event.eventId();
    }
}
