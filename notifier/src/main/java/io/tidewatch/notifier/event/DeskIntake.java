// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.log.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do with alerts. */
public final class DeskIntake implements TopicReader.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(DeskIntake.class);

    /** The alert's own events come on another topic and may be read a little later than what people say of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EventRouter router;
    private final NotifiedAlerts alerts;
    private final InstantSource clock;
    private final Runnable routed;

    /** @param routed told when there are new deliveries */
    public DeskIntake(EventRouter router, NotifiedAlerts alerts, InstantSource clock, Runnable routed) {
        this.router = router;
        this.alerts = alerts;
        this.clock = clock;
        this.routed = routed;
    }

    /** @throws IllegalStateException where an alert is not known yet: to be tried again */
    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        Instant now = clock.instant();
        List<Notification> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            try {
                DeskMessage message = DeskCodec.decode(entry.value());
                notification(message, now).ifPresent(events::add);
                if (message.act() instanceof DeskMessage.Act.Acknowledged) {
                    alerts.acknowledged(message.alert(), Micros.toInstant(message.at()));
                }
            } catch (Undecodable e) {
                LOG.error(
                        "A record of {} at offset {} is passed over: {}", entry.topic(), entry.offset(), e.toString());
            }
        }
        if (router.route(events, now) > 0) {
            routed.run();
        }
    }

    private Optional<Notification> notification(DeskMessage message, Instant now) {
        // A dot would blur the signature, which covers id.timestamp.body.
        String id = message.id().replace('.', '_');
        return switch (message.act()) {
            case DeskMessage.Act.Acknowledged() ->
                about(
                        message,
                        now,
                        id,
                        EventKind.ALERT_ACKNOWLEDGED,
                        new Notification.DeskAct(message.actor(), Optional.empty(), ""));
            case DeskMessage.Act.VerdictGiven given ->
                about(
                        message,
                        now,
                        id,
                        EventKind.VERDICT_GIVEN,
                        new Notification.DeskAct(
                                message.actor(),
                                given.kind().map(kind -> kind.name().toLowerCase(Locale.ROOT)),
                                given.comment()));
            case DeskMessage.Act.IncidentOpened(IncidentReport incident) ->
                Optional.of(IncidentNotification.of(id, EventKind.INCIDENT_OPENED, message.at(), incident));
            case DeskMessage.Act.IncidentResolved(IncidentReport incident) ->
                Optional.of(IncidentNotification.of(id, EventKind.INCIDENT_RESOLVED, message.at(), incident));
        };
    }

    private Optional<Notification> about(
            DeskMessage message, Instant now, String id, EventKind kind, Notification.DeskAct act) {
        Optional<AlertEvent> alert = alerts.find(message.alert());
        if (alert.isEmpty()) {
            if (Micros.toInstant(message.at()).plus(PATIENCE).isAfter(now)) {
                throw new IllegalStateException("alert " + message.alert() + " has not been read yet");
            }
            LOG.warn(
                    "What {} did with alert {} is told to nobody: the alert is unknown",
                    message.actor(),
                    message.alert());
            return Optional.empty();
        }
        return Optional.of(new Notification(
                id, kind, message.at(), alert.get().series().id().value(), alert.get(), Optional.of(act)));
    }
}
