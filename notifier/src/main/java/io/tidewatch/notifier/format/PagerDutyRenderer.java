// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** PagerDuty Events v2: the alert's id is the dedup_key, so that all of an alert is one incident there. */
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
            case ALERT_RESOLVED, ALERT_RETRACTED -> Optional.of("resolve");
            // Each of its alerts is an incident there.
            case VERDICT_GIVEN, INCIDENT_OPENED, INCIDENT_RESOLVED -> Optional.empty();
        };
    }

    private ObjectNode body(Notification notification, String action) {
        AlertEvent alert = notification.alert();
        String summary = alert.series() + ": " + alert.why();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("routing_key", Formats.CREDENTIAL)
                .put("event_action", action)
                .put("dedup_key", alert.alertId().value())
                .put("client", "Tidewatch")
                .put("client_url", links.alert(alert.alertId()));
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
                .put("href", links.alert(alert.alertId()))
                .put("text", "The alert in Tidewatch");
        return body;
    }

    private static String severity(Notification notification) {
        return SeverityWords.of(notification.alert().severity()).pagerDuty();
    }
}
