// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** A message for Slack's incoming webhooks: one line, the sentence, and what it was against what was expected. */
final class SlackRenderer implements Renderer {
    private final Links links;

    SlackRenderer(Links links) {
        this.links = links;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        AlertEvent alert = notification.alert();
        String title = Headline.of(notification) + ": " + notification.subject();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", escape(title));
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment
                .put("color", color(notification))
                .put("title", escape(title))
                .put("title_link", links.of(notification))
                .put("text", escape(alert.why()))
                .put("fallback", escape(title + ". " + alert.why()))
                .put("ts", Math.floorDiv(notification.at(), Micros.SECOND));
        Headline.receipt(notification).ifPresent(receipt -> attachment.put("footer", receipt));
        ArrayNode fields = attachment.putArray("fields");
        boolean isAlert = notification.notable().isEmpty();
        if (isAlert) {
            field(fields, "Severity", AlertJson.slug(alert.severity()));
        }
        field(fields, "Actual", Headline.value(alert.actual(), alert.unit()));
        if (isAlert) {
            field(fields, "Expected", Headline.expected(alert));
        }
        notification.act().ifPresent(act -> field(fields, "By", act.actor()));
        return Optional.of(body);
    }

    private static String color(Notification notification) {
        if (AlertmanagerRenderer.isOver(notification)) {
            return SeverityWords.OVER;
        }
        return SeverityWords.of(notification.alert().severity()).color();
    }

    private static void field(ArrayNode fields, String title, String value) {
        fields.addObject().put("title", title).put("value", escape(value)).put("short", true);
    }

    /** Slack's three control characters; without this a label could write links. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
