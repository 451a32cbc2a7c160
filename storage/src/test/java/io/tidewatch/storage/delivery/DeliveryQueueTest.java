// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.subscription.SubscriptionStore;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static TestDatabase server;
    private static Database database;
    private static SubscriptionStore subscriptions;
    private static DeliveryInbox inbox;
    private static DeliveryQueue queue;
    private static DeliveryLog log;
    private static DeliveryResends resends;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 6);
        subscriptions = new SubscriptionStore(database);
        inbox = new DeliveryInbox(database);
        queue = new DeliveryQueue(database, Duration.ofDays(5));
        log = new DeliveryLog(database);
        resends = new DeliveryResends(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @AfterEach
    void empty() {
        database.jdbi().useHandle(handle -> handle.execute("delete from subscription"));
    }

    @Test
    void keepsAnEventOnceForEachSubscription() {
        UUID a = subscription("a");
        UUID b = subscription("b");
        assertThat(inbox.add(List.of(event(a, "x", 1), event(b, "x", 1)), NOW)).isEqualTo(2);
        assertThat(inbox.add(List.of(event(a, "x", 1), event(a, "x", 2)), NOW)).isEqualTo(1);
        assertThat(log.page(a, Optional.empty(), Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(log.page(b, Optional.empty(), Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void letsALaterEventWaitForTheEarlierOfItsAlertOnly() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1), event(a, "x", 2), event(a, "y", 1), event(a, "x", 3)), NOW);
        List<TakenDelivery> first = take(NOW);
        assertThat(first).extracting(TakenDelivery::eventId).containsExactlyInAnyOrder("x-1", "y-1");
        queue.record(List.of(report(first, "x-1", new AttemptEnd.Retry(NOW.plusSeconds(5), Optional.empty()))), NOW);
        assertThat(take(NOW)).isEmpty();
        List<TakenDelivery> again = take(NOW.plusSeconds(5));
        assertThat(again).extracting(TakenDelivery::eventId).containsExactly("x-1");
        assertThat(again.getFirst().failures()).isEqualTo(1);
        queue.record(List.of(report(again, "x-1", new AttemptEnd.Exhausted("no use"))), NOW.plusSeconds(5));
        List<TakenDelivery> second = take(NOW.plusSeconds(5));
        assertThat(second).extracting(TakenDelivery::eventId).containsExactly("x-2");
        queue.record(List.of(report(second, "x-2", new AttemptEnd.Delivered())), NOW.plusSeconds(6));
        assertThat(take(NOW.plusSeconds(6))).extracting(TakenDelivery::eventId).containsExactly("x-3");
    }

    @Test
    void givesTheRowsOfADeadWorkerToAnotherOnceTheLeaseEnds() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1)), NOW);
        List<TakenDelivery> dead = take(NOW);
        assertThat(take(NOW.plus(LEASE).minusMillis(1))).isEmpty();
        List<TakenDelivery> heir = take(NOW.plus(LEASE));
        assertThat(heir).hasSize(1);
        // The first was only slow: its failure no longer counts, its success would.
        queue.record(List.of(report(dead, "x-1", new AttemptEnd.Exhausted("late"))), NOW.plus(LEASE));
        assertThat(only(a).state()).isEqualTo(DeliveryState.WAITING);
        queue.record(List.of(report(dead, "x-1", new AttemptEnd.Delivered())), NOW.plus(LEASE));
        assertThat(only(a).state()).isEqualTo(DeliveryState.DELIVERED);
        queue.record(
                List.of(report(heir, "x-1", new AttemptEnd.Retry(NOW.plusSeconds(99), Optional.empty()))),
                NOW.plus(LEASE));
        assertThat(only(a).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(only(a).attempts()).isEqualTo(3);
    }

    @Test
    void neverGivesARowToTwo() throws Exception {
        UUID a = subscription("a");
        UUID b = subscription("b");
        List<NewDelivery> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(event(i % 2 == 0 ? a : b, "lane" + i, 1));
        }
        inbox.add(events, NOW);
        Set<Long> ids = new HashSet<>();
        int taken = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            List<Future<List<TakenDelivery>>> takes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                takes.add(workers.submit(() -> queue.take(NOW, NOW.plus(LEASE), 5, Map.of())));
            }
            for (Future<List<TakenDelivery>> each : takes) {
                for (TakenDelivery delivery : each.get()) {
                    taken++;
                    ids.add(delivery.id());
                }
            }
        }
        assertThat(taken).isEqualTo(200);
        assertThat(ids).hasSize(200);
    }

    @Test
    void keepsEachSubscriptionToItsShare() {
        UUID slow = subscription("slow");
        UUID quick = subscription("quick");
        for (int i = 0; i < 10; i++) {
            inbox.add(List.of(event(slow, "s" + i, 1), event(quick, "q" + i, 1)), NOW);
        }
        List<TakenDelivery> taken = queue.take(NOW, NOW.plus(LEASE), 4, Map.of(slow, 3));
        assertThat(taken.stream().filter(each -> each.subscription().equals(slow)))
                .hasSize(1);
        assertThat(taken.stream().filter(each -> each.subscription().equals(quick)))
                .hasSize(4);
    }

    @Test
    void keepsWhatComesWhileItIsPaused() {
        UUID a = subscription("a");
        change(subscriptions.find(a).orElseThrow().pausedNow());
        inbox.add(List.of(event(a, "x", 1)), NOW);
        assertThat(take(NOW)).isEmpty();
        change(subscriptions.find(a).orElseThrow().resumed());
        assertThat(take(NOW)).hasSize(1);
    }

    @Test
    void switchesOffAReceiverThatIsGoneUntilItIsResumed() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1), event(a, "y", 1)), NOW);
        List<TakenDelivery> taken = take(NOW);
        queue.record(
                List.of(report(taken, "x-1", new AttemptEnd.Gone("the receiver answered 410"))), NOW.plusSeconds(1));
        EndpointHealth health = log.health(a);
        assertThat(health.disabled().orElseThrow().reason()).contains("410");
        assertThat(log.notices(a))
                .singleElement()
                .satisfies(
                        notice -> assertThat(notice.message()).contains("410").contains("resume"));
        assertThat(take(NOW.plusSeconds(3_600))).isEmpty();
        assertThat(subscriptions.active()).isEmpty();
        change(subscriptions.find(a).orElseThrow().resumed());
        assertThat(log.health(a).disabled()).isEmpty();
        assertThat(take(NOW.plusSeconds(3_600))).hasSize(2);
    }

    @Test
    void switchesOffAReceiverThatFailsForFiveDays() {
        UUID a = subscription("a");
        Instant since = fail(a, 1, NOW);
        fail(a, 2, since.plus(Duration.ofDays(5)).minusSeconds(1));
        assertThat(log.health(a).disabled()).isEmpty();
        assertThat(log.health(a).failures()).isEqualTo(2);
        fail(a, 3, since.plus(Duration.ofDays(5)));
        assertThat(log.health(a).disabled().orElseThrow().reason()).contains("5 days");
        assertThat(log.notices(a)).hasSize(1);
    }

    @Test
    void startsTheFiveDaysAgainAfterASuccess() {
        UUID a = subscription("a");
        fail(a, 1, NOW);
        inbox.add(List.of(event(a, "good", 1)), NOW);
        queue.record(List.of(report(take(NOW), "good-1", new AttemptEnd.Delivered())), NOW.plusSeconds(60));
        assertThat(log.health(a).failures()).isZero();
        fail(a, 2, NOW.plus(Duration.ofDays(6)));
        assertThat(log.health(a).disabled()).isEmpty();
    }

    @Test
    void holdsEverythingBackWhileTheReceiverAsksForAPause() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1)), NOW);
        List<TakenDelivery> taken = take(NOW);
        Instant until = NOW.plusSeconds(120);
        queue.record(List.of(report(taken, "x-1", new AttemptEnd.Retry(until, Optional.of(until)))), NOW);
        inbox.add(List.of(event(a, "y", 1)), NOW);
        assertThat(take(until.minusMillis(1))).isEmpty();
        assertThat(take(until)).hasSize(2);
    }

    @Test
    void sendsOneAgainWithItsOldId() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1), event(a, "x", 2)), NOW);
        deliverAll(NOW);
        long first = log.page(a, Optional.empty(), Long.MAX_VALUE, 10).getLast().id();
        assertThat(resends.one(subscription("b"), first, NOW)).isFalse();
        assertThat(resends.one(a, first, NOW.plusSeconds(9))).isTrue();
        assertThat(take(NOW.plusSeconds(9))).extracting(TakenDelivery::eventId).containsExactly("x-1");
    }

    @Test
    void sendsAllSinceATimeAgainInOrder() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "old", 1)), NOW.minusSeconds(60));
        inbox.add(List.of(event(a, "x", 1), event(a, "x", 2), event(a, "y", 1)), NOW);
        deliverAll(NOW);
        Instant later = NOW.plusSeconds(3_600);
        assertThat(resends.range(a, NOW, later, later)).isEqualTo(3);
        List<TakenDelivery> taken = take(later);
        assertThat(taken).extracting(TakenDelivery::eventId).containsExactlyInAnyOrder("x-1", "y-1");
        queue.record(List.of(report(taken, "x-1", new AttemptEnd.Delivered())), later);
        assertThat(take(later)).extracting(TakenDelivery::eventId).containsExactly("x-2");
    }

    @Test
    void keepsWhatIsSilencedInTheLogOnly() {
        UUID a = subscription("a");
        NewDelivery silenced = new NewDelivery(
                a,
                "x-1",
                "alert.opened",
                "x",
                "s",
                "application/json",
                "{}",
                new Placing.Held("silenced by ana", Optional.empty()),
                Optional.empty(),
                Optional.empty());
        inbox.add(List.of(silenced, event(a, "x", 2)), NOW);
        assertThat(take(NOW)).extracting(TakenDelivery::eventId).containsExactly("x-2");
        assertThat(log.page(a, Optional.of(DeliveryState.SILENCED), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("silenced by ana"));
    }

    @Test
    void tellsHowEachTryWent() {
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1)), NOW);
        Attempt attempt = new Attempt(
                NOW,
                Duration.ofMillis(12),
                "answered",
                OptionalInt.of(500),
                "https://hooks.example.com/",
                "webhook-id: x-1",
                "500\n\na\0b",
                "",
                Optional.of(NOW.plusSeconds(5)));
        queue.record(
                List.of(new AttemptReport(
                        take(NOW).getFirst(), attempt, new AttemptEnd.Retry(NOW.plusSeconds(5), Optional.empty()))),
                NOW);
        DeliveryLog.Detail detail = log.find(only(a).id()).orElseThrow();
        assertThat(detail.body()).isEqualTo("{}");
        assertThat(detail.entry().lastStatus()).hasValue(500);
        assertThat(detail.entry().nextTry()).contains(NOW.plusSeconds(5));
        assertThat(detail.attempts()).singleElement().satisfies(each -> {
            assertThat(each.response()).isEqualTo("500\n\na\uFFFDb");
            assertThat(each.duration()).isEqualTo(Duration.ofMillis(12));
            assertThat(each.nextTry()).contains(NOW.plusSeconds(5));
        });
        assertThat(log.find(-1)).isEmpty();
    }

    @Test
    void forgetsWhatEndedLongAgo() {
        // What other tests left behind would be counted too.
        queue.prune(NOW.plusSeconds(1), 1_000);
        UUID a = subscription("a");
        inbox.add(List.of(event(a, "x", 1)), NOW);
        inbox.add(List.of(event(a, "y", 1)), NOW.plusSeconds(5));
        queue.record(List.of(report(take(NOW), "x-1", new AttemptEnd.Delivered())), NOW);
        assertThat(queue.prune(NOW, 100)).isZero();
        assertThat(queue.prune(NOW.plusSeconds(1), 100)).isEqualTo(1);
        assertThat(only(a).eventId()).isEqualTo("y-1");
    }

    private static Instant fail(UUID subscription, int sequence, Instant at) {
        inbox.add(List.of(event(subscription, "f" + sequence, sequence)), at);
        queue.record(List.of(report(take(at), "f" + sequence + "-" + sequence, new AttemptEnd.Exhausted("500"))), at);
        return at;
    }

    private static void deliverAll(Instant at) {
        List<TakenDelivery> taken = take(at);
        while (!taken.isEmpty()) {
            queue.record(
                    taken.stream()
                            .map(each -> new AttemptReport(each, attempt(), new AttemptEnd.Delivered()))
                            .toList(),
                    at);
            taken = take(at);
        }
    }

    private static List<TakenDelivery> take(Instant at) {
        return queue.take(at, at.plus(LEASE), 10, Map.of());
    }

    private static DeliveryEntry only(UUID subscription) {
        List<DeliveryEntry> all = log.page(subscription, Optional.empty(), Long.MAX_VALUE, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static AttemptReport report(List<TakenDelivery> taken, String event, AttemptEnd end) {
        return new AttemptReport(
                taken.stream()
                        .filter(each -> each.eventId().equals(event))
                        .findFirst()
                        .orElseThrow(),
                attempt(),
                end);
    }

    private static Attempt attempt() {
        return new Attempt(
                NOW,
                Duration.ofMillis(3),
                "answered",
                OptionalInt.of(200),
                "https://hooks.example.com/",
                "",
                "",
                "",
                Optional.empty());
    }

    private static NewDelivery event(UUID subscription, String lane, int sequence) {
        return new NewDelivery(
                subscription,
                lane + "-" + sequence,
                "alert.opened",
                lane,
                "signups",
                "application/json",
                "{}",
                new Placing.Due(),
                Optional.empty(),
                Optional.empty());
    }

    private static void change(Subscription subscription) {
        assertThat(database.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                transaction -> subscriptions.update(transaction, subscription, "ana", NOW)))
                .isTrue();
    }

    private static UUID subscription(String name) {
        Subscription subscription = new Subscription(
                UUID.randomUUID(),
                1,
                "ana",
                name,
                WebhookUrl.parse("https://hooks.example.com/"),
                Format.STANDARD,
                Optional.empty(),
                Filter.EVERYTHING,
                RoutingPolicy.NONE,
                false,
                1);
        database.jdbi()
                .useTransaction(transaction -> subscriptions.create(
                        transaction, subscription, SigningSecret.generate(new SplittableRandom(1)), "ana", NOW));
        return subscription.id();
    }
}
