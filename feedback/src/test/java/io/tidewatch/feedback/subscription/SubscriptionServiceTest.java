// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.delivery.DeliveryService;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.audit.AuditEntry;
import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.NewDelivery;
import io.tidewatch.storage.delivery.Placing;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Caller ANA = new Caller("ana", false);
    private static final Caller BEN = new Caller("ben", false);
    private static final Caller ROOT = new Caller("root", true);
    private static TestDatabase server;
    private static Database database;
    private static SubscriptionService subscriptions;
    private static DeliveryService deliveries;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
        Workplace desk = new Workplace(database, new ManualClock(NOW));
        subscriptions = new SubscriptionService(desk, new Random(42));
        deliveries = new DeliveryService(desk, subscriptions);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    private static final RoutingBody ROUTING = new RoutingBody(
            null,
            "PT4H",
            "PT15M",
            new RoutingBody.QuietBody("Europe/Berlin", List.of("friday"), "22:00", "07:00", "medium"),
            List.of(new RoutingBody.InhibitionBody(
                    new RoutingBody.MatcherBody(List.of("db.*"), null, List.of("high")),
                    new RoutingBody.MatcherBody(null, Map.of("tier", "web"), null),
                    List.of("region"))));

    @Test
    void readsWhatIsSentIn() {
        Subscription made = subscriptions
                .create(
                        new SubscriptionBody(
                                        null,
                                        " Shop on call ",
                                        "https://hooks.example.com/in",
                                        "pagerduty",
                                        "key-1",
                                        new SubscriptionBody.FilterBody(
                                                List.of("checkout.*"),
                                                Map.of("country", "D*"),
                                                List.of("high", "medium"),
                                                List.of("alert.opened")),
                                        ROUTING)
                                .draft(),
                        ANA)
                .subscription();
        Subscription read = subscriptions.find(made.id().toString(), ANA);
        assertThat(read).isEqualTo(made);
        assertThat(read.name()).isEqualTo("Shop on call");
        assertThat(read.format()).isEqualTo(Format.PAGERDUTY);
        SubscriptionJson json =
                SubscriptionJson.of(read, subscriptions.health(read), subscriptions.notices(read), null);
        assertThat(json.toString()).doesNotContain("key-1").contains("checkout.*");
        assertThat(json.hasCredential()).isTrue();
        assertThat(json.state()).isEqualTo("on");
        assertThat(json.routing().policy()).isEqualTo(ROUTING.policy()).isEqualTo(read.routing());
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> body("a", "http://user:pw@x.example/").draft())
                .hasMessageContaining("user or password");
        assertThatThrownBy(() -> body("a", null).draft()).hasMessageContaining("\"url\" is missing");
        assertThatThrownBy(
                        () -> new SubscriptionBody(null, "a", "https://x.example/", "telex", null, null, null).draft())
                .hasMessageContaining("telex")
                .hasMessageContaining("slack");
        assertThatThrownBy(() -> new SubscriptionBody(
                                null,
                                "a",
                                "https://x.example/",
                                null,
                                null,
                                new SubscriptionBody.FilterBody(null, null, List.of("dire"), null),
                                null)
                        .draft())
                .hasMessageContaining("dire")
                .hasMessageContaining("high");
        assertThatThrownBy(() -> create("", ANA)).hasMessageContaining("name has 1 to 200");
        assertThatThrownBy(() -> routed(new RoutingBody(null, "often", null, null, null)))
                .hasMessageContaining("routing.repeat")
                .hasMessageContaining("often");
        assertThatThrownBy(() -> routed(new RoutingBody(null, null, "PT1S", null, null)))
                .hasMessageContaining("PT1M to P7D, not PT1S");
        assertThatThrownBy(() -> routed(new RoutingBody(
                        null, null, null, new RoutingBody.QuietBody("Mars/Base", null, "22:00", "07:00", null), null)))
                .hasMessageContaining("routing.quiet.zone")
                .hasMessageContaining("Mars/Base");
        assertThatThrownBy(() -> subscriptions.create(
                        new SubscriptionBody(null, "pd", "https://x.example/", "pagerduty", " ", null, null).draft(),
                        ANA))
                .hasMessageContaining("routing key");
    }

    @Test
    void refusesASecondOfOneName() {
        create("once", ANA);
        assertThatThrownBy(() -> create("once", ANA)).satisfies(is(ErrorCode.CONFLICT));
        create("once", BEN);
    }

    @Test
    void hidesWhatIsSomebodyElses() {
        String id = create("private", ANA).subscription().id().toString();
        for (Runnable attempt : List.<Runnable>of(
                () -> subscriptions.find(id, BEN),
                () -> subscriptions.update(
                        id, 1, body("taken over", "https://evil.example/").draft(), BEN),
                () -> subscriptions.pause(id, BEN),
                () -> subscriptions.resume(id, BEN),
                () -> subscriptions.rotate(id, BEN),
                () -> subscriptions.test(id, BEN),
                () -> subscriptions.delete(id, BEN),
                () -> deliveries.page(id, Optional.empty(), Long.MAX_VALUE, 10, BEN),
                () -> deliveries.resend(id, NOW, NOW.plusSeconds(1), BEN))) {
            assertThatThrownBy(attempt::run).satisfies(is(ErrorCode.NOT_FOUND));
        }
        assertThatThrownBy(() -> subscriptions.find("no-uuid", ROOT)).satisfies(is(ErrorCode.NOT_FOUND));
        assertThat(subscriptions.find(id, ROOT).owner()).isEqualTo("ana");
        assertThat(subscriptions.visible(BEN))
                .noneMatch(each -> each.id().toString().equals(id));
        assertThat(subscriptions.visible(ROOT))
                .anyMatch(each -> each.id().toString().equals(id));
    }

    @Test
    void changesOnlyWhatTheCallerSaw() {
        Subscription made = create("versions", ANA).subscription();
        String id = made.id().toString();
        Subscription changed = subscriptions.update(
                id, 1, body("renamed", "https://b.example/").draft(), ANA);
        assertThat(changed.version()).isEqualTo(2);
        assertThatThrownBy(() -> subscriptions.update(
                        id, 1, body("lost", "https://c.example/").draft(), ANA))
                .satisfies(is(ErrorCode.CONFLICT));
        assertThat(subscriptions.pause(id, ANA).paused()).isTrue();
        assertThat(subscriptions.pause(id, ANA).version()).isEqualTo(3);
        Subscription on = subscriptions.resume(id, ANA);
        assertThat(on.paused()).isFalse();
        assertThat(on.epoch()).isEqualTo(2);
        assertThat(on.name()).isEqualTo("renamed");
    }

    @Test
    void rotatesWithBothSigningForADay() {
        SubscriptionService.WithSecret made = create("rotating", ANA);
        SubscriptionService.WithSecret rotated =
                subscriptions.rotate(made.subscription().id().toString(), ANA);
        SubscriptionStore store = new SubscriptionStore(database);
        assertThat(store.secrets(made.subscription().id(), NOW.plusSeconds(86_399)))
                .containsExactly(rotated.secret(), made.secret());
        assertThat(store.secrets(made.subscription().id(), NOW.plusSeconds(86_400)))
                .containsExactly(rotated.secret());
    }

    @Test
    void asksTheNotifierForTestsAndResends() {
        Subscription made = create("asking", ANA).subscription();
        Request test = subscriptions.test(made.id().toString(), ANA);
        new DeliveryInbox(database)
                .add(
                        List.of(new NewDelivery(
                                made.id(),
                                "x-1",
                                "alert.opened",
                                "x",
                                "s",
                                "application/json",
                                "{}",
                                new Placing.Due(),
                                Optional.empty(),
                                Optional.empty())),
                        NOW);
        long delivery = deliveries
                .page(made.id().toString(), Optional.empty(), Long.MAX_VALUE, 10, ANA)
                .getFirst()
                .id();
        assertThatThrownBy(() -> deliveries.find(delivery, BEN)).satisfies(is(ErrorCode.NOT_FOUND));
        Request again = deliveries.resend(delivery, ANA);
        Request range = deliveries.resend(made.id().toString(), NOW, NOW.plusSeconds(60), ANA);
        RequestStore requests = new RequestStore(database);
        Set<RequestKind> kinds = Set.of(RequestKind.SEND_TEST, RequestKind.RESEND);
        assertThat(requests.take(kinds, NOW).orElseThrow().id()).isEqualTo(test.id());
        assertThat(requests.take(kinds, NOW).orElseThrow().payload()).contains("\"" + delivery + "\"");
        assertThat(requests.take(kinds, NOW).orElseThrow().payload()).contains("2026-03-01T12:01:00Z");
        assertThat(range.id()).isGreaterThan(again.id());
        assertThatThrownBy(() -> deliveries.resend(made.id().toString(), NOW, NOW, ANA))
                .satisfies(is(ErrorCode.INVALID_VALUE));
    }

    @Test
    void keepsAnAuditWithoutSecrets() {
        SubscriptionService.WithSecret made = create("audited", ANA);
        String id = made.subscription().id().toString();
        subscriptions.rotate(id, ROOT);
        subscriptions.delete(id, ANA);
        List<AuditEntry> entries = new AuditLog(database)
                .newest(Long.MAX_VALUE, 100).stream()
                        .filter(entry -> entry.subject().equals("subscription/" + id))
                        .toList();
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly("subscription.deleted", "subscription.rotated", "subscription.created");
        assertThat(entries.toString()).doesNotContain("whsec_");
        assertThatThrownBy(() -> subscriptions.find(id, ANA)).satisfies(is(ErrorCode.NOT_FOUND));
    }

    private static Consumer<Throwable> is(ErrorCode code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        TidewatchException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static SubscriptionService.WithSecret create(String name, Caller caller) {
        return subscriptions.create(body(name, "https://hooks.example.com/").draft(), caller);
    }

    private static SubscriptionBody body(String name, @Nullable String url) {
        return new SubscriptionBody(null, name, url, null, null, null, null);
    }

    private static SubscriptionDraft routed(RoutingBody routing) {
        return new SubscriptionBody(null, "a", "https://x.example/", null, null, null, routing).draft();
    }
}
