// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** CloudEvents 1.0, JSON format, structured mode. */
final class CloudEventsRenderer implements Renderer {
    static final String TYPE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private final AlertJson alerts;
    private final Links links;

    CloudEventsRenderer(AlertJson alerts, Links links) {
        this.alerts = alerts;
        this.links = links;
    }

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("specversion", "1.0")
                .put("id", notification.id())
                .put("source", links.base())
                .put("type", "io.tidewatch." + notification.kind().slug())
                .put("subject", notification.alert().series().toString())
                .put("time", AlertJson.time(notification.at()))
                .put("datacontenttype", JSON);
        body.set("data", alerts.data(notification));
        return Optional.of(body);
    }
}
