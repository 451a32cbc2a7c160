// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that subscriptions may want to hear of.
 *
 * @param id unique; the webhook-id of every delivery, so it holds no dot
 * @param at when it happened, UTC microseconds since 1970: event time for what the scorer says, wall clock for the desk
 * @param seriesId as the alert's series has it, also where its labels are cut for length
 * @param alert the alert as it stands
 * @param incident for an incident's events, of which {@code alert} is what deviates most
 * @param notable for what pages nobody, of which {@code alert} has the shape
 * @param act who did what, for what people did
 */
public record Notification(
        String id,
        EventKind kind,
        long at,
        long seriesId,
        AlertEvent alert,
        Optional<DeskAct> act,
        Optional<IncidentReport> incident,
        Optional<Notable> notable) {
    public Notification {
        if (id.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("an event id has no dot and is not empty, unlike \"" + id + "\"");
        }
    }

    public Notification(String id, EventKind kind, long at, long seriesId, AlertEvent alert, Optional<DeskAct> act) {
        this(id, kind, at, seriesId, alert, act, Optional.empty(), Optional.empty());
    }

    /** @param verdict its kind in lower case; empty for an acknowledgement */
    public record DeskAct(String actor, Optional<String> verdict, String comment) {}

    public static Notification of(AlertEvent event) {
        return new Notification(
                event.eventId(),
                EventKind.of(event.kind()),
                event.at(),
                event.series().id().value(),
                event,
                Optional.empty());
    }

    /**
     * That an alert is still open.
     *
     * @param count the first is 1
     */
    public static Notification repeated(AlertEvent event, int count, Instant now) {
        return new Notification(
                event.eventId() + "-again-" + count,
                EventKind.ALERT_REPEATED,
                Micros.of(now),
                event.series().id().value(),
                event,
                Optional.empty());
    }

    /** The alert of which subscriptions come to know; empty for what is none. */
    public Optional<String> knownAlert() {
        return kind == EventKind.TEST || incident.isPresent() || notable.isPresent()
                ? Optional.empty()
                : Optional.of(alert.alertId().value());
    }

    /** What is of one lane goes to one subscription in order. */
    public String lane() {
        return incident.map(each -> "incident:" + each.id().value())
                .orElseGet(() -> alert.alertId().value());
    }

    /** What it is about, for people. */
    public String subject() {
        return incident.map(each -> each.alerts() + " alerts, first " + alert.series())
                .orElseGet(() -> alert.series().toString());
    }

    public Notification withAlert(AlertEvent shorter) {
        return new Notification(id, kind, at, seriesId, shorter, act, incident, notable);
    }
}
