// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.Desk;
import io.tidewatch.notifier.Receiver;
import io.tidewatch.notifier.egress.AddressGuard;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.egress.WebhookClient;
import io.tidewatch.notifier.mail.MailCarrier;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.Attempt;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.DeliveryQueue;
import io.tidewatch.storage.delivery.DeliveryState;
import io.tidewatch.storage.delivery.NewDelivery;
import io.tidewatch.storage.delivery.Placing;
import io.tidewatch.storage.delivery.TakenDelivery;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static TestDatabase server;
    private static Database database;
    private static Desk desk;
    private static DeliveryInbox inbox;
    private static DeliveryQueue queue;
    private static DeliveryLog log;
    private final ManualClock clock = new ManualClock(NOW);
    private Receiver receiver;
    private Outgoing outgoing;

    @BeforeAll
    static void startServer() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 5);
        desk = new Desk(database);
        inbox = new DeliveryInbox(database);
        queue = new DeliveryQueue(database, Duration.ofDays(5));
        log = new DeliveryLog(database);
    }

    @AfterAll
    static void stopServer() {
        database.close();
        server.close();
    }

    @BeforeEach
    void start() {
        receiver = new Receiver();
        outgoing = outgoing();
    }

    @AfterEach
    void stop() {
        receiver.close();
        outgoing.close();
        desk.empty();
    }

    private Outgoing outgoing() {
        return new Outgoing(queue, client(List.of("127.0.0.0/8")), MAIL, clock, new Random(3), 4, TIMEOUT, new Tally());
    }

    private static final MailCarrier MAIL = new MailCarrier(MailSender.NONE, "https://tidewatch.example");

    private static WebhookClient client(List<String> allowed) {
        try {
            return new WebhookClient(
                    new AddressGuard(allowed), HostLookup.SYSTEM, TIMEOUT, 4_096, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheScheduleUntilItIsOver() {
        UUID a = subscribe(receiver.at("/down", count -> Receiver.status(500)));
        UUID other = subscribe(receiver.url("/fine"));
        add(a, "x", 1);
        add(a, "x", 2);
        add(other, "x", 1);
        List<Duration> waits = RetrySchedule.WAITS;
        for (int failures = 0; failures < waits.size(); failures++) {
            DeliveryEntry entry = untilAttempts(a, "x-1", failures + 1);
            Duration wait = Duration.between(clock.instant(), entry.nextTry().orElseThrow());
            assertThat(wait.toMillis())
                    .as("after failure %s", failures + 1)
                    .isBetween((long) (waits.get(failures).toMillis() * 0.8), (long)
                            (waits.get(failures).toMillis() * 1.2));
            clock.advance(wait.minusMillis(1));
            outgoing.nudge();
            assertThat(receiver.received("/down")).hasSize(failures + 1);
            clock.advance(Duration.ofMillis(1));
            outgoing.nudge();
        }
        await().until(() -> entry(a, "x-1").state() == DeliveryState.EXHAUSTED);
        assertThat(entry(a, "x-1").reason()).contains("8 tries").contains("500");
        // Only now the later one of the same alert is tried.
        untilAttempts(a, "x-2", 1);
        assertThat(receiver.received("/down")).extracting(Receiver.Received::id).containsOnly("x-1", "x-2");
        assertThat(receiver.received("/down").subList(0, 8))
                .extracting(Receiver.Received::id)
                .containsOnly("x-1");
        assertThat(entry(other, "x-1").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void deliversOnceTheReceiverRecovers() {
        UUID a = subscribe(receiver.at("/flaky", count -> Receiver.status(count < 2 ? 503 : 204)));
        add(a, "x", 1);
        untilAttempts(a, "x-1", 1);
        clock.advance(Duration.ofSeconds(7));
        untilAttempts(a, "x-1", 2);
        clock.advance(Duration.ofMinutes(7));
        await().until(() -> entry(a, "x-1").state() == DeliveryState.DELIVERED);
        assertThat(receiver.received("/flaky"))
                .extracting(Receiver.Received::id)
                .containsExactly("x-1", "x-1", "x-1");
        assertThat(receiver.received("/flaky"))
                .extracting(each -> each.header("webhook-timestamp"))
                .doesNotHaveDuplicates();
    }

    @Test
    void switchesOffWhoeverIsGone() {
        UUID a = subscribe(receiver.at("/gone", count -> Receiver.status(410)));
        add(a, "x", 1);
        await().until(() -> log.health(a).disabled().isPresent());
        assertThat(log.notices(a).getFirst().message()).contains("410");
        add(a, "y", 1);
        clock.advance(Duration.ofDays(1));
        outgoing.nudge();
        UUID other = subscribe(receiver.url("/fine"));
        add(other, "z", 1);
        await().until(() -> entry(other, "z-1").state() == DeliveryState.DELIVERED);
        assertThat(receiver.received("/gone")).hasSize(1);
    }

    @Test
    void comesBackWhenTheReceiverSays() {
        UUID a = subscribe(receiver.at(
                "/busy", count -> count == 0 ? Receiver.status(429, "Retry-After", "120") : Receiver.status(200)));
        add(a, "x", 1);
        DeliveryEntry entry = untilAttempts(a, "x-1", 1);
        assertThat(entry.nextTry()).contains(NOW.plusSeconds(120));
        // Nothing else goes there meanwhile.
        add(a, "y", 1);
        clock.advance(Duration.ofSeconds(119));
        outgoing.nudge();
        assertThat(receiver.received("/busy")).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        await().until(() -> entry(a, "x-1").state() == DeliveryState.DELIVERED
                && entry(a, "y-1").state() == DeliveryState.DELIVERED);
    }

    @Test
    void followsNoRedirect() {
        UUID a =
                subscribe(receiver.at("/moved", count -> Receiver.status(307, "Location", receiver.url("/elsewhere"))));
        add(a, "x", 1);
        untilAttempts(a, "x-1", 1);
        assertThat(receiver.received("/elsewhere")).isEmpty();
        Attempt attempt = attempts(a, "x-1").getFirst();
        assertThat(attempt.status()).hasValue(307);
        assertThat(attempt.error()).contains("redirects are not followed");
    }

    @Test
    void waitsForNobodyLongerThanTheTimeout() {
        UUID hanging = subscribe(receiver.at("/hang", count -> receiver.hang()));
        UUID dripping = subscribe(receiver.at("/drip", count -> receiver.drip()));
        add(hanging, "x", 1);
        add(dripping, "x", 1);
        for (UUID slow : List.of(hanging, dripping)) {
            untilAttempts(slow, "x-1", 1);
            Attempt attempt = attempts(slow, "x-1").getFirst();
            assertThat(attempt.outcome()).isEqualTo("too-slow");
            assertThat(attempt.error()).contains("3000 ms");
            assertThat(attempt.duration()).isBetween(TIMEOUT.minusMillis(50), TIMEOUT.plusSeconds(3));
        }
    }

    @Test
    void readsNoMoreThanItKeeps() {
        UUID a = subscribe(receiver.at("/flood", count -> Receiver.flood()));
        add(a, "x", 1);
        await().until(() -> entry(a, "x-1").state() == DeliveryState.DELIVERED);
        assertThat(attempts(a, "x-1").getFirst().response())
                .startsWith("200 ")
                .hasSizeLessThan(9_000)
                .contains("cut at 4096 bytes");
    }

    @Test
    void retriesWhatBreaksOff() throws IOException {
        UUID closed = subscribe(receiver.at("/close", count -> Receiver.breakOff()));
        add(closed, "x", 1);
        assertThat(untilAttempts(closed, "x-1", 1).state()).isEqualTo(DeliveryState.WAITING);
        try (ServerSocket resetting = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread resets = Thread.startVirtualThread(() -> reset(resetting));
            UUID reset = subscribe("http://127.0.0.1:" + resetting.getLocalPort() + "/");
            add(reset, "x", 1);
            assertThat(untilAttempts(reset, "x-1", 1).lastStatus()).isEmpty();
            assertThat(attempts(reset, "x-1").getFirst().outcome()).isEqualTo("broken-off");
            assertThat(resets.isVirtual()).isTrue();
        }
        UUID nobody = subscribe("http://127.0.0.1:" + freePort() + "/");
        add(nobody, "x", 1);
        untilAttempts(nobody, "x-1", 1);
        assertThat(attempts(nobody, "x-1").getFirst().outcome()).isEqualTo("not-connected");
    }

    @Test
    void oneSlowReceiverDelaysNoOther() {
        UUID slow = subscribe(receiver.at("/slow", count -> receiver.hang()));
        UUID quick = subscribe(receiver.url("/quick"));
        for (int i = 0; i < 40; i++) {
            add(slow, "s" + i, 1);
        }
        outgoing.nudge();
        await().until(() -> !receiver.received("/slow").isEmpty());
        for (int i = 0; i < 20; i++) {
            long before = System.nanoTime();
            add(quick, "q" + i, 1);
            int wanted = i + 1;
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> receiver.received("/quick").size() == wanted);
            assertThat(Duration.ofNanos(receiver.received("/quick").getLast().nanos() - before))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void repeatsTheSameIdAfterACrashBetweenAnswerAndCommit() {
        outgoing.close();
        UUID a = subscribe(receiver.url("/in"));
        add(a, "x", 1);
        // A process takes the row, hears 200 and dies before it can write that down.
        List<TakenDelivery> taken = queue.take(clock.instant(), clock.instant().plusSeconds(60), 4, Map.of());
        try (WebhookClient client = client(List.of("127.0.0.0/8"))) {
            new Courier(client, MAIL, new AttemptJudge(new RetrySchedule(new Random(1))), clock)
                    .deliver(taken.getFirst());
        }
        assertThat(receiver.received("/in")).hasSize(1);
        outgoing = outgoing();
        clock.advance(Duration.ofSeconds(59));
        outgoing.nudge();
        assertThat(receiver.received("/in")).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        await().until(() -> entry(a, "x-1").state() == DeliveryState.DELIVERED);
        assertThat(receiver.received("/in")).extracting(Receiver.Received::id).containsExactly("x-1", "x-1");
        assertThat(receiver.received("/in").get(0).body())
                .isEqualTo(receiver.received("/in").get(1).body());
    }

    @Test
    void refusesInsideAddressesWithoutTheOperatorsLeave() {
        outgoing.close();
        outgoing = new Outgoing(queue, client(List.of()), MAIL, clock, new Random(3), 4, TIMEOUT, new Tally());
        UUID a = subscribe(receiver.url("/in"));
        UUID named = subscribe(receiver.url("/in").replace("127.0.0.1", "localhost"));
        add(a, "x", 1);
        add(named, "x", 1);
        untilAttempts(a, "x-1", 1);
        untilAttempts(named, "x-1", 1);
        assertThat(attempts(a, "x-1").getFirst().outcome()).isEqualTo("refused-loopback");
        assertThat(attempts(named, "x-1").getFirst().error()).contains("tidewatch.notifier.allow");
        assertThat(receiver.received("/in")).isEmpty();
    }

    private static void reset(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private UUID subscribe(String url) {
        Subscription subscription = desk.subscribe(url);
        return subscription.id();
    }

    private void add(UUID subscription, String lane, int sequence) {
        inbox.add(
                List.of(new NewDelivery(
                        subscription,
                        lane + "-" + sequence,
                        "alert.opened",
                        lane,
                        "signups",
                        "application/json",
                        "{\"n\":" + sequence + "}",
                        new Placing.Due(),
                        Optional.empty(),
                        Optional.empty())),
                clock.instant());
        outgoing.nudge();
    }

    private static DeliveryEntry untilAttempts(UUID subscription, String event, int attempts) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> entry(subscription, event).attempts() >= attempts);
        DeliveryEntry entry = entry(subscription, event);
        assertThat(entry.attempts()).isEqualTo(attempts);
        return entry;
    }

    private static List<Attempt> attempts(UUID subscription, String event) {
        return log.find(entry(subscription, event).id()).orElseThrow().attempts();
    }

    private static DeliveryEntry entry(UUID subscription, String event) {
        return log.page(subscription, Optional.empty(), Long.MAX_VALUE, 100).stream()
                .filter(entry -> entry.eventId().equals(event))
                .findFirst()
                .orElseThrow();
    }
}
