// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.notifier.Samples;
import io.tidewatch.notifier.event.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
    private static final Filter FILTER = new Filter(
            List.of(new NamePattern("checkout.*"), new NamePattern("signups")),
            Map.of("country", new NamePattern("D*")),
            Set.of(Severity.MEDIUM, Severity.HIGH),
            Set.of(EventKind.ALERT_OPENED, EventKind.ALERT_ESCALATED, EventKind.ALERT_RESOLVED));
    private static final Silence SILENCE = new Silence(
            UUID.randomUUID(),
            List.of(new NamePattern("checkout.quiet")),
            Map.of(),
            FROM,
            FROM.plusSeconds(60),
            "a release",
            "ana");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "signups{country=\"DE\"}        | OPENED    | HIGH   | NOTHING   | WANTED",
                "signups{country=\"DE\"}        | OPENED    | MEDIUM | NOTHING   | WANTED",
                "checkout.eu{country=\"DK\"}    | OPENED    | HIGH   | NOTHING   | WANTED",
                "signups{country=\"DE\"}        | AMENDED   | HIGH   | SOMETHING | KIND_NOT_WANTED",
                "logins{country=\"DE\"}         | OPENED    | HIGH   | NOTHING   | KPI_NOT_WANTED",
                "checkout{country=\"DE\"}       | OPENED    | HIGH   | NOTHING   | KPI_NOT_WANTED",
                "signups{country=\"FR\"}        | OPENED    | HIGH   | NOTHING   | LABELS_NOT_WANTED",
                "signups                        | OPENED    | HIGH   | NOTHING   | LABELS_NOT_WANTED",
                "signups{country=\"DE\"}        | OPENED    | LOW    | NOTHING   | SEVERITY_NOT_WANTED",
                "signups{country=\"DE\"}        | RESOLVED  | LOW    | NOTHING   | SEVERITY_NOT_WANTED",
                "signups{country=\"DE\"}        | RESOLVED  | LOW    | SOMETHING | WANTED",
                "checkout.quiet{country=\"DE\"} | OPENED    | HIGH   | NOTHING   | SILENCED",
                "checkout.quiet{country=\"DE\"} | ESCALATED | HIGH   | SOMETHING | SILENCED",
                "checkout.quiet{country=\"DE\"} | RESOLVED  | HIGH   | SOMETHING | WANTED",
                "checkout.quiet{country=\"DE\"} | RESOLVED  | HIGH   | SILENCED  | BEGINNING_WAS_SILENCED",
                "signups{country=\"DE\"}        | RESOLVED  | HIGH   | SILENCED  | BEGINNING_WAS_SILENCED",
                "signups{country=\"DE\"}        | ESCALATED | HIGH   | SILENCED  | WANTED",
                "signups{country=\"DE\"}        | OPENED    | LOW    | SILENCED  | SEVERITY_NOT_WANTED"
            })
    void saysWhoIsToldAndWhy(
            String series, AlertEventKind kind, Severity severity, Candidate.Told told, RouteReason reason) {
        Ruling ruling = Routing.with(List.of(SILENCE))
                .rule(new Candidate(Notification.of(Samples.event(series, 2, kind, severity)), subscription(), told));
        assertThat(ruling.reason()).isEqualTo(reason);
        switch (ruling) {
            case Ruling.Send send -> assertThat(reason).isEqualTo(RouteReason.WANTED);
            case Ruling.Hold hold -> assertThat(hold.message()).isNotBlank();
            case Ruling.Drop drop -> assertThat(reason.slug()).endsWith("-not-wanted");
        }
    }

    private static Subscription subscription() {
        return new Subscription(
                new UUID(1, 1),
                1,
                "ana",
                "shop",
                WebhookUrl.parse("https://hooks.example.com/"),
                Format.STANDARD,
                Optional.empty(),
                FILTER,
                false,
                1);
    }
}
