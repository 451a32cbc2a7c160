// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** Standard Webhooks' payload: type, timestamp, data. */
final class StandardRenderer implements Renderer {
    private final AlertJson alerts;

    StandardRenderer(AlertJson alerts) {
        this.alerts = alerts;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", notification.kind().slug());
        body.put("timestamp", AlertJson.time(notification.at()));
        body.set("data", alerts.data(notification));
        return Optional.of(body);
    }
}
