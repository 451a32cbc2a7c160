// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** PagerDuty Events v2: the dedup_key is the alert's or the incident's own, so that all of it is one incident there. */
final class PagerDutyRenderer implements Renderer {
    private static final int MAX_SUMMARY = 1_024;

    private final AlertJson alerts;
    private final Links links;

    PagerDutyRenderer(AlertJson alerts, Links links) {
        this.alerts = alerts;
        this.links = links;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        return action(notification).map(action -> body(notification, action));
    }

    private static Optional<String> action(Notification notification) {
        return switch (notification.kind()) {
            case ALERT_OPENED, ALERT_ESCALATED, ALERT_AMENDED, ALERT_REPEATED, TEST ->
                Optional.of(AlertmanagerRenderer.isOver(notification) ? "resolve" : "trigger");
            case ALERT_ACKNOWLEDGED ->
                AlertmanagerRenderer.isOver(notification) ? Optional.empty() : Optional.of("acknowledge");
            case ALERT_RESOLVED, ALERT_RETRACTED, INCIDENT_RESOLVED -> Optional.of("resolve");
            case INCIDENT_OPENED -> Optional.of("trigger");
            case VERDICT_GIVEN, NOTABLE_SEEN -> Optional.empty();
        };
    }

    private ObjectNode body(Notification notification, String action) {
        AlertEvent alert = notification.alert();
        String summary = notification.subject() + ": " + alert.why();
        String link = links.of(notification);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("routing_key", Formats.CREDENTIAL)
                .put("event_action", action)
                .put("dedup_key", dedupKey(notification))
                .put("client", "Tidewatch")
                .put("client_url", link);
        ObjectNode payload = body.putObject("payload");
        payload.put("summary", summary.length() > MAX_SUMMARY ? summary.substring(0, MAX_SUMMARY) : summary)
                .put("source", alert.series().toString())
                .put("severity", severity(notification))
                .put("timestamp", AlertJson.time(notification.at()))
                .put("component", alert.series().kpi())
                .put("class", alert.detectorId());
        payload.set("custom_details", alerts.data(notification));
        body.putArray("links")
                .addObject()
                .put("href", link)
                .put(
                        "text",
                        notification.incident().isPresent() ? "The incident in Tidewatch" : "The alert in Tidewatch");
        return body;
    }

    /** An incident has the id of the alert that founded it, and is another thing to look at. */
    private static String dedupKey(Notification notification) {
        String id = notification.alert().alertId().value();
        return notification
                .incident()
                .map(incident -> "incident-" + incident.id())
                .orElse(id);
    }

    private static String severity(Notification notification) {
        return SeverityWords.of(notification.alert().severity()).pagerDuty();
    }
}
