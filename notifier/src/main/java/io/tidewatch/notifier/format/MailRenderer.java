// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.notifier.event.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message for people: subject, text, and the same as HTML. Stored as JSON, sent as multipart. */
final class MailRenderer implements Renderer {
    static final String TYPE = "application/vnd.tidewatch.mail+json";
    private static final int MAX_SUBJECT = 200;

    private final Links links;

    MailRenderer(Links links) {
        this.links = links;
    }

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public Optional<ObjectNode> render(Notification notification) {
        AlertEvent alert = notification.alert();
        String title = Headline.of(notification) + ": " + notification.subject();
        List<String> lines = new ArrayList<>();
        if (notification.notable().isPresent()) {
            lines.add("Value: " + Headline.value(alert.actual(), alert.unit()));
            lines.add("At: " + AlertJson.time(alert.started()));
        } else {
            facts(lines, alert);
        }
        notification
                .act()
                .ifPresent(
                        act -> lines.add("By: " + act.actor() + (act.comment().isEmpty() ? "" : ", " + act.comment())));
        Headline.receipt(notification).ifPresent(receipt -> lines.add("Computed with: " + receipt));
        String link = links.of(notification);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("subject", subject(title))
                .put("text", alert.why() + "\n\n" + String.join("\n", lines) + "\n\n" + link + "\n")
                .put("html", html(title, alert.why(), lines, link, notification));
        return Optional.of(body);
    }

    private static void facts(List<String> lines, AlertEvent alert) {
        lines.add("Severity: " + AlertJson.slug(alert.severity()) + ", "
                + SeverityWords.of(alert.severity()).meaning());
        lines.add("Actual: " + Headline.value(alert.actual(), alert.unit()));
        lines.add("Expected: " + Headline.expected(alert));
        lines.add("Since: " + AlertJson.time(alert.started()));
        alert.resolved().ifPresent(end -> lines.add("Until: " + AlertJson.time(end)));
    }

    /** One line, whatever a label holds. */
    private static String subject(String title) {
        String line = title.replaceAll("\\s+", " ");
        return line.length() > MAX_SUBJECT ? line.substring(0, MAX_SUBJECT - 1) + "…" : line;
    }

    private static String html(
            String title, String sentence, List<String> lines, String link, Notification notification) {
        String color = AlertmanagerRenderer.isOver(notification)
                ? SeverityWords.OVER
                : SeverityWords.of(notification.alert().severity()).color();
        StringBuilder html = new StringBuilder("<div style=\"font-family:sans-serif;border-left:4px solid ")
                .append(color)
                .append(";padding-left:12px;margin:12px 0\"><p><strong>")
                .append(escape(title))
                .append("</strong></p><p>")
                .append(escape(sentence))
                .append("</p><p>");
        lines.forEach(line -> html.append(escape(line)).append("<br>"));
        return html.append("</p><p><a href=\"")
                .append(escape(link))
                .append("\">See it in Tidewatch</a></p></div>")
                .toString();
    }

    static ObjectNode merge(List<ObjectNode> bodies) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (ObjectNode each : bodies) {
            text.append(each.path("subject").asText())
                    .append('\n')
                    .append(each.path("text").asText())
                    .append('\n');
            html.append(each.path("html").asText());
        }
        return body.put(
                        "subject",
                        subject(bodies.size() + " events: "
                                + bodies.getFirst().path("subject").asText() + " and more"))
                .put("text", text.toString())
                .put("html", html.toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
