// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.storage.delivery.DeliveryGroups;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Makes one body of several, in the way that each format has for it, and as many as the size allows. */
final class Packing {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Packing() {}

    static List<DeliveryGroups.Message> pack(List<DeliveryGroups.Member> members) {
        List<DeliveryGroups.Message> messages = new ArrayList<>();
        List<DeliveryGroups.Member> batch = new ArrayList<>();
        for (DeliveryGroups.Member member : members) {
            batch.add(member);
            if (batch.size() > 1 && size(merge(batch)) > Formats.MAX_BYTES) {
                batch.removeLast();
                messages.add(message(batch));
                batch = new ArrayList<>(List.of(member));
            }
        }
        messages.add(message(batch));
        return messages;
    }

    private static DeliveryGroups.Message message(List<DeliveryGroups.Member> batch) {
        DeliveryGroups.Member first = batch.getFirst();
        return batch.size() == 1
                ? new DeliveryGroups.Message(1, first.contentType(), first.body())
                : new DeliveryGroups.Message(batch.size(), contentType(first), merge(batch));
    }

    private static String contentType(DeliveryGroups.Member member) {
        return member.contentType().equals(CloudEventsRenderer.TYPE) ? CloudEventsRenderer.BATCH : member.contentType();
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The format shows in the bodies themselves: each has a member of its own that lists. */
    private static String merge(List<DeliveryGroups.Member> members) {
        List<ObjectNode> bodies = members.stream().map(Packing::read).toList();
        ObjectNode first = bodies.getFirst();
        if (members.getFirst().contentType().equals(CloudEventsRenderer.TYPE)) {
            ArrayNode batch = MAPPER.createArrayNode();
            bodies.forEach(batch::add);
            return write(batch);
        }
        if (members.getFirst().contentType().equals(MailRenderer.TYPE)) {
            return write(MailRenderer.merge(bodies));
        }
        if (first.has("attachments")) {
            return write(slack(bodies));
        }
        return write(first.has("groupKey") ? alertmanager(bodies) : standard(bodies));
    }

    private static ObjectNode standard(List<ObjectNode> bodies) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("type", "group").set("timestamp", bodies.getLast().get("timestamp"));
        ArrayNode events = body.putObject("data").putArray("events");
        bodies.forEach(events::add);
        return body;
    }

    private static ObjectNode slack(List<ObjectNode> bodies) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put(
                "text",
                bodies.size() + " events: " + bodies.getFirst().path("text").asText() + " and more");
        ArrayNode attachments = body.putArray("attachments");
        bodies.forEach(each -> each.path("attachments").forEach(attachments::add));
        return body;
    }

    /** An alert that opened and ended within the window stands there once, as it ended: a fingerprint is unique in a message. */
    private static ObjectNode alertmanager(List<ObjectNode> bodies) {
        ObjectNode body = bodies.getFirst().deepCopy();
        Map<String, JsonNode> alerts = new java.util.LinkedHashMap<>();
        for (ObjectNode each : bodies) {
            each.path("alerts")
                    .forEach(alert -> alerts.put(alert.path("fingerprint").asText(), alert));
        }
        boolean firing = alerts.values().stream()
                .anyMatch(alert -> alert.path("status").asText().equals("firing"));
        body.put("status", firing ? "firing" : "resolved").put("groupKey", "{}:{tidewatch=\"group\"}");
        body.putObject("groupLabels");
        common(body.withObject("/commonLabels"), bodies, "commonLabels");
        common(body.withObject("/commonAnnotations"), bodies, "commonAnnotations");
        ArrayNode all = body.putArray("alerts");
        alerts.values().forEach(all::add);
        return body;
    }

    private static void common(ObjectNode kept, List<ObjectNode> bodies, String name) {
        Iterator<Map.Entry<String, JsonNode>> fields = kept.properties().iterator();
        List<String> differing = new ArrayList<>();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!bodies.stream()
                    .allMatch(each -> field.getValue().equals(each.path(name).get(field.getKey())))) {
                differing.add(field.getKey());
            }
        }
        kept.remove(differing);
    }

    private static ObjectNode read(DeliveryGroups.Member member) {
        try {
            return (ObjectNode) MAPPER.readTree(member.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("delivery " + member.id() + " holds no JSON: " + e.getMessage(), e);
        }
    }

    private static String write(JsonNode body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
