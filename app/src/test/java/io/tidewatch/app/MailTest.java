// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.subscription.SubscriptionStore;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An alert by e-mail, from the topic through the outbox to a real SMTP exchange. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class MailTest {
    private static final SeriesKey SERIES = SeriesKey.parse("mail.signups{country=\"DE\"}");

    @ConfigProperty(name = "test.mail")
    @SuppressWarnings("NullAway.Init")
    Path mails;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Database database;

    @Inject
    @SuppressWarnings("NullAway.Init")
    LogClients log;

    @Test
    void tellsAnAlertAndItsEndByMail() {
        Instant now = InstantSource.system().instant();
        SubscriptionStore store = new SubscriptionStore(database);
        Subscription team = new Subscription(
                UUID.randomUUID(),
                1,
                "admin",
                "mail",
                Destination.parse("mailto:shop@example.com"),
                Format.EMAIL,
                Optional.empty(),
                new Filter(List.of(new NamePattern("mail.*")), Map.of(), Set.of(), Set.of()),
                RoutingPolicy.NONE,
                false,
                1);
        database.jdbi()
                .useTransaction(transaction ->
                        store.create(transaction, team, SigningSecret.generate(new SplittableRandom(1)), "admin", now));
        try (Producer<byte[], byte[]> scorer = log.producer("mail-test")) {
            say(scorer, event(1, AlertEventKind.OPENED, now));
            say(scorer, event(2, AlertEventKind.RESOLVED, now));
        }
        List<String> arrived = await().atMost(Duration.ofSeconds(30))
                .until(() -> MailServer.to("shop@example.com", mails), all -> all.size() == 2);
        String opened = arrived.getFirst();
        assertThat(opened)
                .startsWith("<tidewatch@example.com>")
                .contains("[<shop@example.com>]")
                .contains("Subject: Alert: mail.signups{country=\"DE\"}")
                .contains("Message-ID: <" + event(1, AlertEventKind.OPENED, now).eventId())
                .contains("multipart/alternative")
                .contains("118 signups per minute, 55");
        assertThat(arrived.getLast()).contains("Subject: Resolved");
        database.jdbi().useTransaction(transaction -> store.delete(transaction, team.id()));
    }

    private static void say(Producer<byte[], byte[]> scorer, AlertEvent event) {
        scorer.send(new ProducerRecord<>(
                Topic.ALERTS.id(), SERIES.id().key(), AlertsCodec.encode(new AlertsMessage.Event(event))));
    }

    private static AlertEvent event(int sequence, AlertEventKind kind, Instant now) {
        long at = Micros.of(now);
        return new AlertEvent(
                AlertId.of(SERIES.id(), "mail.signups/adaptive", at),
                sequence,
                kind,
                SERIES,
                "mail.signups/adaptive",
                at,
                at,
                kind == AlertEventKind.RESOLVED ? OptionalLong.of(at) : OptionalLong.empty(),
                Severity.HIGH,
                12,
                at,
                4,
                -1,
                118,
                new Bounds(260, 240, 281),
                List.of(EvidenceKind.SPIKE),
                "118 signups per minute, 55 % below the 260 expected.",
                3,
                "signups per minute",
                new AlertEvent.Versions(1, 0, 1, 1));
    }
}
