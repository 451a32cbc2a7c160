// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.notifier.event.Notification;
import io.tidewatch.storage.delivery.DeliveryGroups;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes bodies, in every format, under the size that receivers take. */
public final class Formats {
    /** Standard Webhooks' advice is to stay below 20 KB. */
    public static final int MAX_BYTES = 20_000;

    /** JSON Schema of the standard format, as published. */
    public static final String SCHEMA = schema();

    /** Stands in stored bodies where the credential goes, so that neither log nor table shows it. */
    static final String CREDENTIAL = "{{credential}}";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Links links;
    private final AlertJson alerts;

    public Formats(Links links) {
        this.links = links;
        this.alerts = new AlertJson(links);
    }

    /**
     * The body, without the credential; texts are cut where it would be too long.
     *
     * @return empty where the format has no word for this kind of event
     */
    public Optional<Body> render(Notification notification, Format format) {
        Renderer renderer = renderer(format);
        for (Shortening shortening : Shortening.values()) {
            Optional<String> text = renderer.render(shortening.of(notification)).map(Formats::text);
            if (text.isEmpty() || text.get().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
                return text.map(fits -> new Body(renderer.contentType(), fits));
            }
        }
        throw new IllegalStateException("event " + notification.id() + " does not fit into " + MAX_BYTES + " bytes");
    }

    /** Makes messages of events that go out together, in order, each under the size that receivers take. */
    public List<DeliveryGroups.Message> pack(List<DeliveryGroups.Member> members) {
        return Packing.pack(members);
    }

    /** As it is sent. */
    public static String withCredential(String body, Optional<String> credential) {
        return credential
                .map(secret -> body.replace(
                        CREDENTIAL, new String(JsonStringEncoder.getInstance().quoteAsString(secret))))
                .orElse(body);
    }

    private Renderer renderer(Format format) {
        return switch (format) {
            case STANDARD -> new StandardRenderer(alerts);
            case CLOUDEVENTS -> new CloudEventsRenderer(alerts, links);
            case ALERTMANAGER -> new AlertmanagerRenderer(links);
            case SLACK -> new SlackRenderer(links);
            case PAGERDUTY -> new PagerDutyRenderer(alerts, links);
            case EMAIL -> new MailRenderer(links);
        };
    }

    private static String text(ObjectNode body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String schema() {
        try (InputStream file = Formats.class.getResourceAsStream("webhook-event.v1.schema.json")) {
            if (file == null) {
                throw new IllegalStateException("webhook-event.v1.schema.json is missing from the build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
