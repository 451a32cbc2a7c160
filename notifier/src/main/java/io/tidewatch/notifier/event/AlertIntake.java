// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.log.TopicReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the scorer says of alerts. */
public final class AlertIntake implements TopicReader.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);

    private final EventRouter router;
    private final NotifiedAlerts alerts;
    private final InstantSource clock;
    private final Runnable routed;

    /** @param routed told when there are new deliveries */
    public AlertIntake(EventRouter router, NotifiedAlerts alerts, InstantSource clock, Runnable routed) {
        this.router = router;
        this.alerts = alerts;
        this.clock = clock;
        this.routed = routed;
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<AlertEvent> events = new ArrayList<>();
        List<Notification> notifications = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            try {
                switch (AlertsCodec.decode(entry.value())) {
                    case AlertsMessage.Event(AlertEvent event) -> {
                        events.add(event);
                        notifications.add(Notification.of(event));
                    }
                    case AlertsMessage.Seen(Notable notable) -> {
                        // What was told can't be taken back from people who only look.
                        if (!notable.retracted()) {
                            notifications.add(NotableNotification.of(notable));
                        }
                    }
                    case AlertsMessage.Control control -> {
                        // For replay alone.
                    }
                }
            } catch (Undecodable e) {
                LOG.error(
                        "A record of {} at offset {} is passed over: {}", entry.topic(), entry.offset(), e.toString());
            }
        }
        Instant now = clock.instant();
        alerts.saw(events, now);
        if (router.route(notifications, now) > 0) {
            routed.run();
        }
    }
}
