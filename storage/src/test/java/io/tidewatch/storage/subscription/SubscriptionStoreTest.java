// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SplittableRandom RANDOM = new SplittableRandom(42);
    private static TestDatabase server;
    private static Database database;
    private static SubscriptionStore store;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        store = new SubscriptionStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void givesBackWhatWasCreated() {
        Subscription subscription = subscription("ana", "gives back");
        assertThat(create(subscription)).isTrue();
        assertThat(store.find(subscription.id())).contains(subscription);
        assertThat(store.ownedBy("ana")).contains(subscription);
        assertThat(store.all()).contains(subscription);
        assertThat(store.find(UUID.randomUUID())).isEmpty();
        assertThat(store.secrets(subscription.id(), NOW)).hasSize(1);
    }

    @Test
    void refusesASecondOfTheSameNameAndOwner() {
        assertThat(create(subscription("ana", "once"))).isTrue();
        assertThat(create(subscription("ana", "once"))).isFalse();
        assertThat(create(subscription("ben", "once"))).isTrue();
    }

    @Test
    void refusesAChangeThatDidNotSeeTheLastOne() {
        Subscription first = subscription("ana", "contested");
        create(first);
        assertThat(update(first.pausedNow())).isTrue();
        assertThat(update(first.resumed())).isFalse();
        assertThat(store.find(first.id()).orElseThrow().paused()).isTrue();
        assertThat(store.active()).noneMatch(active -> active.id().equals(first.id()));
        assertThat(update(first.pausedNow().resumed())).isTrue();
        assertThat(store.active()).anyMatch(active -> active.id().equals(first.id()));
    }

    @Test
    void signsWithOldAndNewSecretUntilTheOverlapEnds() {
        Subscription subscription = subscription("ana", "rotates");
        create(subscription);
        SigningSecret old = store.secrets(subscription.id(), NOW).getFirst();
        SigningSecret fresh = SigningSecret.generate(RANDOM);
        Instant end = NOW.plus(Duration.ofHours(24));
        database.jdbi().useTransaction(transaction -> store.rotate(transaction, subscription.id(), fresh, NOW, end));
        assertThat(store.secrets(subscription.id(), NOW)).containsExactly(fresh, old);
        assertThat(store.secrets(subscription.id(), end.minusSeconds(1))).containsExactly(fresh, old);
        assertThat(store.secrets(subscription.id(), end)).containsExactly(fresh);
    }

    @Test
    void deletesWithEverythingThatHangsOnIt() {
        Subscription subscription = subscription("ana", "short-lived");
        create(subscription);
        assertThat(database.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                transaction -> store.delete(transaction, subscription.id())))
                .isTrue();
        assertThat(store.find(subscription.id())).isEmpty();
        assertThat(store.secrets(subscription.id(), NOW)).isEmpty();
    }

    private static boolean create(Subscription subscription) {
        return database.jdbi()
                .<Boolean, RuntimeException>inTransaction(transaction -> store.create(
                        transaction, subscription, SigningSecret.generate(RANDOM), subscription.owner(), NOW));
    }

    private static boolean update(Subscription subscription) {
        return database.jdbi()
                .<Boolean, RuntimeException>inTransaction(
                        transaction -> store.update(transaction, subscription, "ana", NOW));
    }

    private static Subscription subscription(String owner, String name) {
        return new Subscription(
                UUID.randomUUID(),
                1,
                owner,
                name,
                WebhookUrl.parse("https://hooks.example.com/in?team=a"),
                Format.PAGERDUTY,
                Optional.of("a-routing-key"),
                new Filter(
                        List.of(new NamePattern("checkout.*"), new NamePattern("signups")),
                        Map.of("country", new NamePattern("D*"), "plan", new NamePattern("pro")),
                        Set.of(Severity.MEDIUM, Severity.HIGH),
                        Set.of(EventKind.ALERT_OPENED, EventKind.VERDICT_GIVEN)),
                RoutingPolicy.NONE,
                false,
                1);
    }
}
