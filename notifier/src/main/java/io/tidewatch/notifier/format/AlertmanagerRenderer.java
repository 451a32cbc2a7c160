// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.series.Labels;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** What Alertmanager sends to webhook receivers, version 4, one alert a group. */
final class AlertmanagerRenderer implements Renderer {
    /** Alertmanager's way to say that an alert has not ended. */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private final Links links;

    AlertmanagerRenderer(Links links) {
        this.links = links;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        return switch (notification.kind()) {
            case ALERT_OPENED,
                    ALERT_ESCALATED,
                    ALERT_AMENDED,
                    ALERT_REPEATED,
                    ALERT_RESOLVED,
                    ALERT_RETRACTED,
                    INCIDENT_OPENED,
                    INCIDENT_RESOLVED,
                    TEST -> Optional.of(body(notification));
            // It knows firing and resolved; another "firing" would page again.
            case ALERT_ACKNOWLEDGED, VERDICT_GIVEN, NOTABLE_SEEN -> Optional.empty();
        };
    }

    private ObjectNode body(Notification notification) {
        AlertEvent alert = notification.alert();
        boolean over = isOver(notification);
        String status = over ? "resolved" : "firing";
        Identity identity = Identity.of(notification);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", "4")
                .put("groupKey", "{}:{" + identity.group() + "}")
                .put("truncatedAlerts", 0)
                .put("status", status)
                .put("receiver", "tidewatch")
                .put("externalURL", links.base());
        body.putObject("groupLabels").put("alertname", identity.name());
        ObjectNode labels = labels(identity, alert);
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        annotations
                .put("summary", notification.subject())
                .put("description", alert.why())
                .put("actual", Headline.value(alert.actual(), alert.unit()))
                .put("expected", Headline.expected(alert));
        Headline.receipt(notification).ifPresent(receipt -> annotations.put("receipt", receipt));
        body.set("commonLabels", labels);
        body.set("commonAnnotations", annotations);
        ObjectNode entry = body.putArray("alerts").addObject();
        entry.put("status", status);
        entry.set("labels", labels.deepCopy());
        entry.set("annotations", annotations.deepCopy());
        entry.put("startsAt", AlertJson.time(alert.started()))
                .put("endsAt", over ? AlertJson.time(alert.resolved().orElse(notification.at())) : NO_END)
                .put("generatorURL", links.of(notification))
                .put("fingerprint", identity.fingerprint());
        return body;
    }

    /**
     * What makes it one thing over there.
     *
     * @param fingerprint an incident has the id of the alert that founded it, so it takes the other half
     */
    private record Identity(String name, Labels labels, String group, String fingerprint) {
        static Identity of(Notification notification) {
            AlertEvent alert = notification.alert();
            return notification
                    .incident()
                    .map(incident -> new Identity(
                            "incident",
                            incident.shared(),
                            "incident=\"" + incident.id() + "\"",
                            incident.id().value().substring(16)))
                    .orElseGet(() -> new Identity(
                            alert.series().kpi(),
                            alert.series().labels(),
                            "alert=\"" + alert.alertId() + "\"",
                            alert.alertId().value().substring(0, 16)));
        }
    }

    private static ObjectNode labels(Identity identity, AlertEvent alert) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        identity.labels().values().forEach(labels::put);
        labels.put("alertname", identity.name())
                .put("detector", alert.detectorId())
                .put("severity", AlertJson.slug(alert.severity()));
        return labels;
    }

    /** Whether the alert is closed after this event; a late change to a closed alert leaves it closed. */
    static boolean isOver(Notification notification) {
        return switch (notification.kind()) {
            case ALERT_RESOLVED, ALERT_RETRACTED, INCIDENT_RESOLVED -> true;
            case ALERT_OPENED,
                    ALERT_ESCALATED,
                    ALERT_AMENDED,
                    ALERT_ACKNOWLEDGED,
                    ALERT_REPEATED,
                    VERDICT_GIVEN,
                    INCIDENT_OPENED,
                    NOTABLE_SEEN,
                    TEST -> notification.alert().resolved().isPresent();
        };
    }
}
