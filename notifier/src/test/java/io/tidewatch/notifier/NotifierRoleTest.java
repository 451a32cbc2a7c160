// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.DeliveryState;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestState;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.log.TestBroker;
import io.tidewatch.testkit.time.ManualClock;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierRoleTest {
    private static TestDatabase server;
    private static Database database;
    private static LogClients log;
    private static Producer<byte[], byte[]> scorer;
    private static NotifierRole role;
    private static Desk desk;
    private static DeliveryLog deliveries;

    /** The receiver's library judges a timestamp by its own clock. */
    private static final ManualClock CLOCK =
            new ManualClock(InstantSource.system().instant());

    private Receiver receiver;

    @BeforeAll
    static void startAll() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 6);
        log = new LogClients(new LogSettings(TestBroker.shared().bootstrap(), TestBroker.PARTITIONS, (short) 1));
        scorer = log.producer("test");
        desk = new Desk(database);
        deliveries = new DeliveryLog(database);
        role = new NotifierRole(
                new TestSettings(), database, log, CLOCK, new Random(5), HostLookup.SYSTEM, MailSender.NONE);
        role.start();
    }

    @AfterAll
    static void stopAll() {
        role.stop();
        role.stop();
        scorer.close();
        database.close();
        server.close();
    }

    @BeforeEach
    void start() {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        desk.empty();
        receiver.close();
    }

    @Test
    void tellsOfAnAlertSignedAndInOrder() {
        Subscription subscription = desk.subscribe(receiver.url("/in"));
        say(Samples.opened("told"));
        say(Samples.event("told", 2, AlertEventKind.ESCALATED, Severity.HIGH));
        say(Samples.event("told", 3, AlertEventKind.RESOLVED, Severity.HIGH));
        List<Receiver.Received> got = await().until(() -> receiver.received("/in"), all -> all.size() == 3);
        String id = Samples.opened("told").alertId().value();
        assertThat(got).extracting(Receiver.Received::id).containsExactly(id + "-1", id + "-2", id + "-3");
        assertThat(got.get(0).body()).contains("\"type\":\"alert.opened\"").contains("55 %");
        assertThat(got.get(2).body()).contains("\"type\":\"alert.resolved\"");
        Webhook library = new Webhook(new SubscriptionStore(database)
                .secrets(subscription.id(), CLOCK.instant())
                .getFirst()
                .text());
        for (Receiver.Received each : got) {
            assertThatCode(() -> library.verify(each.body(), HttpHeaders.of(each.headers(), (name, value) -> true)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void tellsAnEventThatIsReadTwiceOnce() {
        desk.subscribe(receiver.url("/twice"));
        AlertEvent opened = Samples.opened("twice");
        say(opened);
        say(opened);
        say(Samples.resolved("twice"));
        await().until(() -> receiver.received("/twice").size() == 2);
        assertThat(receiver.received("/twice"))
                .extracting(Receiver.Received::id)
                .containsExactly(opened.eventId(), Samples.resolved("twice").eventId());
    }

    @Test
    void tellsEachOnlyWhatItAskedFor() {
        desk.subscribe(
                receiver.url("/german"),
                new Filter(
                        List.of(new NamePattern("filtered.*")),
                        Map.of("country", new NamePattern("D*")),
                        Set.of(Severity.HIGH),
                        Set.of(EventKind.ALERT_OPENED, EventKind.ALERT_RESOLVED)),
                Format.SLACK);
        say(Samples.opened("filtered.a{country=\"FR\"}"));
        say(Samples.opened("other{country=\"DE\"}"));
        say(Samples.event("filtered.low{country=\"DE\"}", 1, AlertEventKind.OPENED, Severity.LOW));
        say(Samples.event("filtered.low{country=\"DE\"}", 2, AlertEventKind.RESOLVED, Severity.LOW));
        say(Samples.opened("filtered.b{country=\"DE\"}"));
        say(Samples.event("filtered.b{country=\"DE\"}", 2, AlertEventKind.ESCALATED, Severity.HIGH));
        // Smaller by late data; whoever was told that it began is told that it ended.
        say(Samples.event("filtered.b{country=\"DE\"}", 3, AlertEventKind.RESOLVED, Severity.LOW));
        await().until(() -> receiver.received("/german").size() == 2);
        String id = Samples.opened("filtered.b{country=\"DE\"}").alertId().value();
        assertThat(receiver.received("/german"))
                .extracting(Receiver.Received::id)
                .containsExactly(id + "-1", id + "-3");
        assertThat(receiver.received("/german").getFirst().body()).contains("\"attachments\"");
    }

    @Test
    void tellsWhatPeopleDo() {
        desk.subscribe(receiver.at("/desk", count -> Receiver.status(204)));
        AlertEvent opened = Samples.opened("discussed");
        // The desk's word may be read before the scorer's.
        act(opened, "verdict.77", new DeskMessage.Act.VerdictGiven(77, Optional.of(VerdictKind.FALSE_ALARM), "noise"));
        say(opened);
        await().until(() -> receiver.received("/desk").size() == 2);
        Receiver.Received verdict = receiver.received("/desk").stream()
                .filter(each -> each.id().equals("verdict_77"))
                .findFirst()
                .orElseThrow();
        assertThat(verdict.body())
                .contains("\"type\":\"verdict.given\"")
                .contains("\"verdict\":\"false_alarm\"")
                .contains("\"kpi\":\"discussed\"");
    }

    @Test
    void sendsATestWhenAskedTo() {
        Subscription subscription = desk.subscribe(receiver.url("/test"));
        long request = request(RequestKind.SEND_TEST, subscription.id(), "{}");
        await().until(() -> receiver.received("/test").size() == 1);
        Receiver.Received got = receiver.received("/test").getFirst();
        assertThat(got.id()).isEqualTo("test-" + request);
        assertThat(got.body()).contains("\"type\":\"test\"");
        assertThat(new RequestStore(database).find(request).orElseThrow().state())
                .isEqualTo(RequestState.DONE);
    }

    @Test
    void sendsAgainWhatIsAskedFor() {
        Subscription subscription = desk.subscribe(receiver.url("/again"));
        say(Samples.opened("again"));
        say(Samples.resolved("again"));
        await().until(() -> states(subscription).equals(List.of(DeliveryState.DELIVERED, DeliveryState.DELIVERED)));
        long first = entries(subscription).getLast().id();
        request(RequestKind.RESEND, subscription.id(), "{\"delivery\":\"" + first + "\"}");
        await().until(() -> receiver.received("/again").size() == 3);
        assertThat(receiver.received("/again").getLast().id())
                .isEqualTo(Samples.opened("again").eventId());
        await().until(() -> !states(subscription).contains(DeliveryState.WAITING));
        request(
                RequestKind.RESEND,
                subscription.id(),
                "{\"from\":\"" + CLOCK.instant().minusSeconds(60) + "\",\"to\":\""
                        + CLOCK.instant().plusSeconds(60) + "\"}");
        await().until(() -> receiver.received("/again").size() == 5);
        long wrong = request(RequestKind.RESEND, subscription.id(), "{\"from\":\"yesterday\"}");
        await().until(() -> new RequestStore(database).find(wrong).orElseThrow().state() == RequestState.FAILED);
    }

    @Test
    void holdsBackWhatIsSilenced() {
        Subscription subscription = desk.subscribe(receiver.url("/quiet"));
        Instant now = CLOCK.instant();
        Silence silence = new Silence(
                UUID.randomUUID(),
                List.of(new NamePattern("silenced*")),
                Map.of(),
                now.minusSeconds(60),
                now.plusSeconds(60),
                "a release",
                "ana");
        database.jdbi().useTransaction(transaction -> new SilenceStore(database).create(transaction, silence, now));
        say(Samples.opened("silenced"));
        await().until(() -> states(subscription).equals(List.of(DeliveryState.SILENCED)));
        assertThat(entries(subscription).getFirst().reason()).contains("ana").contains("a release");
        say(Samples.resolved("silenced"));
        await().until(() -> states(subscription).equals(List.of(DeliveryState.SILENCED, DeliveryState.SILENCED)));
        database.jdbi().useTransaction(transaction -> new SilenceStore(database).end(transaction, silence.id(), now));
        say(Samples.opened("loud"));
        await().until(() -> receiver.received("/quiet").size() == 1);
        assertThat(receiver.received("/quiet").getFirst().body()).contains("loud");
        // Written down a moment after it arrived.
        await().until(() -> states(subscription)
                .equals(List.of(DeliveryState.DELIVERED, DeliveryState.SILENCED, DeliveryState.SILENCED)));
    }

    @Test
    void showsNoCredentialInTheLog() {
        Subscription subscription = desk.subscribe(receiver.url("/pager"), Filter.EVERYTHING, Format.PAGERDUTY);
        say(Samples.opened("paged"));
        await().until(() -> states(subscription).equals(List.of(DeliveryState.DELIVERED)));
        assertThat(receiver.received("/pager").getFirst().body()).contains("routing-key-of-ana");
        DeliveryLog.Detail detail =
                deliveries.find(entries(subscription).getFirst().id()).orElseThrow();
        assertThat(detail.body() + detail.attempts()).doesNotContain("routing-key-of-ana");
    }

    @Test
    void passesOverWhatIsNoRecord() {
        desk.subscribe(receiver.url("/after"));
        scorer.send(new ProducerRecord<>(Topic.ALERTS.id(), 0, new byte[8], new byte[] {1, 2, 3}));
        say(Samples.opened("after"));
        await().until(() -> receiver.received("/after").size() == 1);
        assertThat(role.trouble()).isEmpty();
    }

    private static List<DeliveryEntry> entries(Subscription subscription) {
        return deliveries.page(subscription.id(), Optional.empty(), Long.MAX_VALUE, 100);
    }

    private static List<DeliveryState> states(Subscription subscription) {
        return entries(subscription).stream().map(DeliveryEntry::state).toList();
    }

    private static void say(AlertEvent event) {
        scorer.send(new ProducerRecord<>(
                Topic.ALERTS.id(), event.series().id().key(), AlertsCodec.encode(new AlertsMessage.Event(event))));
    }

    private static void act(AlertEvent alert, String id, DeskMessage.Act act) {
        scorer.send(new ProducerRecord<>(
                Topic.DESK.id(),
                alert.alertId().value().getBytes(StandardCharsets.UTF_8),
                DeskCodec.encode(new DeskMessage(alert.alertId(), id, Micros.of(CLOCK.instant()), "ana", act))));
    }

    private static long request(RequestKind kind, UUID subscription, String payload) {
        return database.jdbi()
                .<Long, RuntimeException>inTransaction(transaction -> new RequestStore(database)
                        .add(transaction, kind, subscription.toString(), payload, "ana", CLOCK.instant())
                        .id());
    }

    private record TestSettings() implements NotifierSettings {
        @Override
        public Optional<List<String>> allow() {
            return Optional.of(List.of("127.0.0.0/8"));
        }

        @Override
        public String publicUrl() {
            return "https://tidewatch.example";
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int answerLimit() {
            return 4_096;
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(30);
        }

        @Override
        public Optional<String> mailFrom() {
            return Optional.empty();
        }

        @Override
        public Duration newsAtFirstStart() {
            return Duration.ofDays(100_000);
        }
    }
}
