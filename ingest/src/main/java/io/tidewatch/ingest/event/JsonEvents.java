// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.time.Timestamps;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Events as JSON: one object, an array of them, or one after another; an object is {@code {"id"?, "key", "type", "time",
 * "attributes"?}}. One that is no event is refused alone; what is not JSON ends the request.
 */
final class JsonEvents {
    private static final Set<String> FIELDS = Set.of("id", "key", "type", "time", "attributes");
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(100)
                    .maxStringLength(256 * 1024)
                    .build())
            .build());

    private final Intake intake;
    private long place;

    JsonEvents(Intake intake) {
        this.intake = intake;
    }

    /** @throws TidewatchException MALFORMED where it stops being JSON */
    void read(InputStream body) throws IOException {
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new TidewatchException(
                        ErrorCode.MALFORMED, "the body is empty; send {\"key\": …, \"type\": …, \"time\": …}");
            }
            for (; token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        event(parser.readValueAsTree());
                    }
                } else {
                    event(parser.readValueAsTree());
                }
            }
        } catch (JacksonException e) {
            throw new TidewatchException(ErrorCode.MALFORMED, "not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void event(JsonNode node) {
        try {
            intake.event(place, parsed(node));
        } catch (IllegalArgumentException e) {
            intake.refuse(place, Cause.WRONG_FIELD, String.valueOf(e.getMessage()), RejectedLog.text(node::toString));
        }
        place++;
    }

    private static Event parsed(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("an event is an object with key, type and time");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is not known; an event has id, key, type, time and attributes");
            }
        });
        JsonNode time = node.path("time");
        if (!time.isTextual() && !time.isNumber()) {
            throw new IllegalArgumentException("time must be ISO-8601 text or a number since 1970");
        }
        return new Event(
                text(node, "id", false),
                text(node, "key", true),
                text(node, "type", true),
                Timestamps.parse(time.asText()),
                attributes(node.path("attributes")));
    }

    private static String text(JsonNode node, String name, boolean needed) {
        JsonNode field = node.path(name);
        if (field.isMissingNode() || field.isNull()) {
            if (needed) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return "";
        }
        if (!field.isTextual()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return field.asText();
    }

    private static Map<String, String> attributes(JsonNode node) {
        Map<String, String> found = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return found;
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("attributes must be an object");
        }
        node.properties().forEach(attribute -> {
            JsonNode value = attribute.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw new IllegalArgumentException(
                        "attribute " + attribute.getKey() + " must be a text, a number or a boolean");
            }
            found.put(attribute.getKey(), value.asText());
        });
        return found;
    }
}
