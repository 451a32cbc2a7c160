// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.notifier.Samples;
import io.tidewatch.notifier.event.Incidents;
import io.tidewatch.notifier.event.Notification;
import io.tidewatch.notifier.event.TestNotification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Formats FORMATS = new Formats(new Links("https://tidewatch.example/"));
    private static final String SERIES = "signups{country=\"DE\",plan=\"<pro> & \\\"co\\\"\"}";
    private static final Notification OPENED = Notification.of(Samples.opened(SERIES));
    private static final Notification WITH_RECEIPT = Notification.of(Samples.opened(SERIES)
            .with(Optional.of(
                    new Receipt("ab".repeat(32), 1_772_323_200_000_000L, Double.NaN, 1, 0.5, 2, 0.25, 3.5, 0))));
    private static final Notification RESOLVED = Notification.of(Samples.resolved(SERIES));
    private static final Notification ACKNOWLEDGED = byDesk(EventKind.ALERT_ACKNOWLEDGED, Optional.empty());
    private static final Notification VERDICT = byDesk(EventKind.VERDICT_GIVEN, Optional.of("false_alarm"));
    private static final Notification INCIDENT = incident(EventKind.INCIDENT_OPENED);
    private static final Notification INCIDENT_OVER = incident(EventKind.INCIDENT_RESOLVED);
    private static final Notification NOTABLE = Incidents.notable(SERIES);
    private static final Notification TEST = TestNotification.of(12, Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void writesWhatTheSchemaPromises() {
        Schema schema = schema();
        for (Notification each : List.of(
                OPENED,
                WITH_RECEIPT,
                RESOLVED,
                ACKNOWLEDGED,
                VERDICT,
                TEST,
                INCIDENT,
                INCIDENT_OVER,
                NOTABLE,
                unknown(),
                huge())) {
            String text = FORMATS.render(each, Format.STANDARD).orElseThrow().text();
            List<Error> errors = schema.validate(text, InputFormat.JSON);
            assertThat(errors).as(text).isEmpty();
        }
        assertThat(schema.validate("{\"type\":\"alert.exploded\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void handsTheReceiptOn() throws IOException {
        JsonNode receipt = json(WITH_RECEIPT, Format.STANDARD).at("/data/receipt");
        assertThat(receipt.get("trainedTo").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(receipt.get("profile").isNull()).isTrue();
        assertThat(receipt.get("before").asDouble()).isEqualTo(3.5);
        assertThat(json(OPENED, Format.STANDARD).at("/data/receipt").isMissingNode())
                .isTrue();
    }

    @Test
    void theSchemaKnowsEveryKindOfEvidence() throws IOException {
        List<String> known = new ArrayList<>();
        JSON.readTree(Formats.SCHEMA).findValue("evidence").at("/items/enum").forEach(kind -> known.add(kind.asText()));
        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(Stream.of(EvidenceKind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void tellsOfAnIncidentWithAllThatItHolds() throws IOException {
        JsonNode data = json(INCIDENT, Format.STANDARD).get("data");
        assertThat(json(INCIDENT, Format.STANDARD).get("type").asText()).isEqualTo("incident.opened");
        assertThat(data.at("/incident/alerts").asInt()).isEqualTo(25);
        assertThat(data.at("/alerts")).hasSize(20);
        assertThat(data.at("/alerts/0/series").asText()).isEqualTo("signups{shard=\"0\"}");
        assertThat(data.at("/actual").asDouble()).isEqualTo(118);
        assertThat(data.at("/links/incident").asText()).startsWith("https://tidewatch.example/incidents/");
        assertThat(json(INCIDENT, Format.SLACK).get("text").asText())
                .isEqualTo("Incident: 25 alerts, first signups{shard=\"0\"}");
        JsonNode page = json(INCIDENT, Format.PAGERDUTY);
        assertThat(page.get("event_action").asText()).isEqualTo("trigger");
        assertThat(page.get("dedup_key").asText())
                .startsWith("incident-")
                .endsWith(INCIDENT.lane().substring(9));
        assertThat(json(INCIDENT_OVER, Format.PAGERDUTY).get("event_action").asText())
                .isEqualTo("resolve");
        assertThat(json(INCIDENT_OVER, Format.PAGERDUTY).get("dedup_key")).isEqualTo(page.get("dedup_key"));
        JsonNode firing = json(INCIDENT, Format.ALERTMANAGER).at("/alerts/0");
        assertThat(firing.at("/labels/alertname").asText()).isEqualTo("incident");
        assertThat(firing.at("/fingerprint").asText())
                .hasSize(16)
                .isNotEqualTo(INCIDENT.lane().substring(9, 25));
        assertThat(json(INCIDENT_OVER, Format.ALERTMANAGER).at("/alerts/0/fingerprint"))
                .isEqualTo(firing.at("/fingerprint"));
        assertThat(INCIDENT.lane()).isEqualTo(INCIDENT_OVER.lane()).isNotEqualTo(OPENED.lane());
    }

    @Test
    void tellsOfWhatIsNotableWithoutSeverityAndPagesNobodyWithIt() throws IOException {
        JsonNode data = json(NOTABLE, Format.STANDARD).get("data");
        assertThat(json(NOTABLE, Format.STANDARD).get("type").asText()).isEqualTo("notable.seen");
        assertThat(data.at("/notable/stream").asText()).isEqualTo("average");
        assertThat(data.at("/notable/side").asText()).isEqualTo("lowest");
        assertThat(data.get("sentence").asText())
                .isEqualTo("lowest 6-point average remembered, 7 % beyond the range so far");
        assertThat(data.has("severity")).isFalse();
        assertThat(data.at("/links/kpi").asText()).isEqualTo("https://tidewatch.example/kpis/signups");
        assertThat(json(NOTABLE, Format.EMAIL).get("text").asText())
                .contains("6-point average")
                .doesNotContain("Severity")
                .doesNotContain("/alerts/");
        assertThat(json(NOTABLE, Format.SLACK).toString()).doesNotContain("unknown");
        assertThat(FORMATS.render(NOTABLE, Format.PAGERDUTY)).isEmpty();
        assertThat(FORMATS.render(NOTABLE, Format.ALERTMANAGER)).isEmpty();
        assertThat(NOTABLE.knownAlert()).isEmpty();
    }

    @Test
    void writesMailThatNoLabelCanBend() throws IOException {
        JsonNode mail = json(OPENED, Format.EMAIL);
        assertThat(mail.get("subject").asText()).startsWith("Alert: signups{").doesNotContain("\n");
        assertThat(mail.get("text").asText())
                .contains("55 %")
                .contains("Expected: 260.5 signups per minute (240.25 to 281)");
        assertThat(mail.get("html").asText()).contains("&lt;pro&gt;").doesNotContain("<pro>");
        assertThat(json(RESOLVED, Format.EMAIL).get("subject").asText()).startsWith("Resolved");
    }

    @Test
    void tellsAllThatAReceiverNeeds() throws IOException {
        JsonNode body = json(OPENED, Format.STANDARD);
        assertThat(body.get("type").asText()).isEqualTo("alert.opened");
        assertThat(body.get("timestamp").asText()).isEqualTo("2026-03-01T11:51:00Z");
        JsonNode data = body.get("data");
        assertThat(data.at("/series/labels/country").asText()).isEqualTo("DE");
        assertThat(data.at("/series/id").asText())
                .isEqualTo(Long.toString(SeriesKey.parse(SERIES).id().value()));
        assertThat(data.at("/sentence").asText()).contains("55 %");
        assertThat(data.at("/actual").asDouble()).isEqualTo(118);
        assertThat(data.at("/bounds/lower").asDouble()).isEqualTo(240.25);
        assertThat(data.at("/score").asDouble()).isEqualTo(12.5 / 16.5);
        assertThat(data.at("/links/alert").asText()).isEqualTo("https://tidewatch.example/alerts/" + OPENED.lane());
        assertThat(data.at("/links/receipt").asText())
                .isEqualTo("https://tidewatch.example/api/v1/alerts/" + OPENED.lane() + "/receipt");
        assertThat(data.get("resolved").isNull()).isTrue();
        assertThat(json(RESOLVED, Format.STANDARD).at("/data/resolved").asText())
                .isEqualTo("2026-03-01T11:52:00Z");
        assertThat(json(VERDICT, Format.STANDARD).at("/data/desk/verdict").asText())
                .isEqualTo("false_alarm");
    }

    @Test
    void wrapsTheSameInACloudEvent() throws IOException {
        assertThat(FORMATS.render(OPENED, Format.CLOUDEVENTS).orElseThrow().contentType())
                .isEqualTo("application/cloudevents+json");
        JsonNode body = json(OPENED, Format.CLOUDEVENTS);
        assertThat(body.get("specversion").asText()).isEqualTo("1.0");
        assertThat(body.get("id").asText()).isEqualTo(OPENED.id());
        assertThat(body.get("type").asText()).isEqualTo("io.tidewatch.alert.opened");
        assertThat(body.get("data")).isEqualTo(json(OPENED, Format.STANDARD).get("data"));
    }

    @Test
    void speaksAsAlertmanagerDoes() throws IOException {
        JsonNode body = json(OPENED, Format.ALERTMANAGER);
        assertThat(body.get("version").asText()).isEqualTo("4");
        assertThat(body.get("status").asText()).isEqualTo("firing");
        assertThat(body.at("/alerts/0/labels/alertname").asText()).isEqualTo("signups");
        assertThat(body.at("/alerts/0/labels/country").asText()).isEqualTo("DE");
        assertThat(body.at("/alerts/0/endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        JsonNode over = json(RESOLVED, Format.ALERTMANAGER);
        assertThat(over.at("/alerts/0/status").asText()).isEqualTo("resolved");
        assertThat(over.at("/alerts/0/endsAt").asText()).isEqualTo("2026-03-01T11:52:00Z");
        assertThat(over.at("/alerts/0/fingerprint")).isEqualTo(body.at("/alerts/0/fingerprint"));
        assertThat(FORMATS.render(VERDICT, Format.ALERTMANAGER)).isEmpty();
    }

    @Test
    void keepsOneIncidentAnAlertInPagerDuty() throws IOException {
        JsonNode body = json(OPENED, Format.PAGERDUTY);
        assertThat(body.get("event_action").asText()).isEqualTo("trigger");
        assertThat(body.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(json(RESOLVED, Format.PAGERDUTY).get("event_action").asText())
                .isEqualTo("resolve");
        assertThat(json(RESOLVED, Format.PAGERDUTY).get("dedup_key")).isEqualTo(body.get("dedup_key"));
        assertThat(json(ACKNOWLEDGED, Format.PAGERDUTY).get("event_action").asText())
                .isEqualTo("acknowledge");
        assertThat(FORMATS.render(VERDICT, Format.PAGERDUTY)).isEmpty();
    }

    @Test
    void putsTheCredentialInOnTheWayOutOnly() throws IOException {
        String stored = FORMATS.render(OPENED, Format.PAGERDUTY).orElseThrow().text();
        String sent = Formats.withCredential(stored, Optional.of("a\"key"));
        assertThat(stored).doesNotContain("a\"key");
        assertThat(JSON.readTree(sent).get("routing_key").asText()).isEqualTo("a\"key");
        assertThat(Formats.withCredential(stored, Optional.empty())).isEqualTo(stored);
    }

    @Test
    void writesSlackMessagesThatNoLabelCanBend() throws IOException {
        JsonNode body = json(OPENED, Format.SLACK);
        assertThat(body.get("text").asText()).startsWith("Alert: signups").contains("&lt;pro&gt; &amp;");
        assertThat(body.at("/attachments/0/text").asText()).contains("55 %");
        assertThat(body.at("/attachments/0/fields/2/value").asText())
                .isEqualTo("260.5 signups per minute (240.25 to 281)");
        assertThat(json(RESOLVED, Format.SLACK).get("text").asText()).startsWith("Resolved");
        assertThat(json(VERDICT, Format.SLACK).get("text").asText()).startsWith("Verdict false alarm");
    }

    /** The sentence, what was measured, what was expected and between which bounds, how severe, where to look, and with what. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void everyKindOfEventTellsAllOfIt(Format format) {
        Map<Format, Set<EventKind>> noWord = Map.of(
                Format.ALERTMANAGER,
                        Set.of(EventKind.ALERT_ACKNOWLEDGED, EventKind.VERDICT_GIVEN, EventKind.NOTABLE_SEEN),
                Format.PAGERDUTY, Set.of(EventKind.VERDICT_GIVEN, EventKind.NOTABLE_SEEN));
        Set<EventKind> silent = new HashSet<>();
        for (EventKind kind : EventKind.values()) {
            Notification event = ofKind(kind);
            Optional<Body> body = FORMATS.render(event, format);
            if (body.isEmpty()) {
                silent.add(kind);
                continue;
            }
            if (kind == EventKind.NOTABLE_SEEN) {
                // What is no alert has a test of its own.
                continue;
            }
            boolean incident = event.incident().isPresent();
            assertThat(body.get().text())
                    .as("%s as %s", kind, format)
                    .contains(event.alert().why(), "118", "260.5", "240.25", "281", "signups per minute")
                    .containsAnyOf("high", "critical")
                    .contains("https://tidewatch.example/" + (incident ? "incidents/" : "alerts/"))
                    .containsAnyOf("model 7", "\"model\":7", incident ? "incident" : "no receipt");
        }
        assertThat(silent).isEqualTo(noWord.getOrDefault(format, Set.of()));
    }

    private static Notification ofKind(EventKind kind) {
        return switch (kind) {
            case ALERT_OPENED -> of(AlertEventKind.OPENED);
            case ALERT_ESCALATED -> of(AlertEventKind.ESCALATED);
            case ALERT_AMENDED -> of(AlertEventKind.AMENDED);
            case ALERT_RETRACTED -> of(AlertEventKind.RETRACTED);
            case ALERT_RESOLVED -> of(AlertEventKind.RESOLVED);
            case ALERT_REPEATED -> Notification.repeated(Samples.opened(SERIES), 2, Instant.EPOCH);
            case ALERT_ACKNOWLEDGED -> ACKNOWLEDGED;
            case VERDICT_GIVEN -> VERDICT;
            case INCIDENT_OPENED -> INCIDENT;
            case INCIDENT_RESOLVED -> INCIDENT_OVER;
            case NOTABLE_SEEN -> NOTABLE;
            case TEST -> {
                AlertEvent sample = Samples.opened(SERIES);
                yield new Notification("test-1", EventKind.TEST, 0, 1, sample, Optional.empty());
            }
        };
    }

    private static Notification of(AlertEventKind kind) {
        return Notification.of(Samples.event(SERIES, 3, kind, Severity.HIGH));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void staysUnderTheLimit(Format format) throws IOException {
        String text = FORMATS.render(huge(), format).orElseThrow().text();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(20_000);
        assertThat(JSON.readTree(text)).isNotEmpty();
        assertThat(text).contains("…");
    }

    @Test
    void isTheSameEachTime() {
        for (Format format : Format.values()) {
            assertThat(FORMATS.render(OPENED, format)).isEqualTo(FORMATS.render(OPENED, format));
        }
    }

    private static JsonNode json(Notification notification, Format format) throws IOException {
        return JSON.readTree(FORMATS.render(notification, format).orElseThrow().text());
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Formats.SCHEMA, InputFormat.JSON);
    }

    private static Notification byDesk(EventKind kind, Optional<String> verdict) {
        AlertEvent alert = Samples.opened(SERIES);
        return new Notification(
                "desk-" + kind.ordinal(),
                kind,
                Samples.STARTED,
                alert.series().id().value(),
                alert,
                Optional.of(new Notification.DeskAct("ana", verdict, "a campaign")));
    }

    /** Nothing is known of what was expected. */
    private static Notification unknown() {
        AlertEvent known = Samples.opened("x");
        return Notification.of(copy(known, known.series(), known.why(), Double.NaN));
    }

    /** As many and as long labels as are let in. */
    private static Notification huge() {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            labels.put("label" + i + "n".repeat(240), "\uD83C\uDF0A\"".repeat(800));
        }
        AlertEvent small = Samples.event("signups", 1, AlertEventKind.OPENED, Severity.LOW);
        return Notification.of(
                copy(small, new SeriesKey("signups", new Labels(labels)), "x\uD83C\uDF0A".repeat(20_000), 260));
    }

    private static AlertEvent copy(AlertEvent event, SeriesKey series, String why, double expected) {
        return new AlertEvent(
                event.alertId(),
                event.sequence(),
                event.kind(),
                series,
                event.detectorId(),
                event.started(),
                event.at(),
                event.resolved(),
                event.severity(),
                event.peakEvidence(),
                event.peakAt(),
                event.threshold(),
                event.sign(),
                event.actual(),
                new Bounds(expected, expected - 1, expected + 1),
                event.evidence(),
                why,
                event.points(),
                event.unit(),
                event.versions());
    }

    private static Notification incident(EventKind kind) {
        return Incidents.of(kind);
    }
}
