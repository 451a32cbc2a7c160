// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import static io.tidewatch.core.alert.Severity.HIGH;
import static io.tidewatch.core.alert.Severity.LOW;
import static io.tidewatch.core.alert.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.subscription.AlertMatcher;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.Grouping;
import io.tidewatch.core.subscription.Inhibition;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.Desk;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.DeliveryState;
import io.tidewatch.storage.delivery.TakenDelivery;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NightTest {
    private static final String URL = "https://hooks.example.com/in";
    private static TestDatabase server;
    private static Database database;

    private Desk desk;
    private Watch watch;

    @BeforeAll
    static void startAll() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 6);
    }

    @AfterAll
    static void stopAll() {
        database.close();
        server.close();
    }

    @BeforeEach
    void start() {
        desk = new Desk(database);
        watch = new Watch(database);
    }

    @AfterEach
    void empty() {
        desk.empty();
        database.jdbi().useHandle(handle -> {
            handle.execute("delete from notified_alert");
            handle.execute("delete from silence");
        });
    }

    @Test
    void aSilenceHoldsBackAndTellsAfterwardsWhatIsStillOpen() {
        Subscription team = desk.subscribe(URL);
        watch.at("12:00").silences("checkout*", "13:00");
        watch.at("12:10")
                .opens("checkout.pay", HIGH)
                .opens("checkout.cart", HIGH)
                .opens("signups", LOW);
        watch.told(team, "alert.opened signups");
        watch.at("12:20").resolves("checkout.cart", HIGH).told(team);
        watch.at("12:59").told(team);
        watch.at("13:00").told(team, "alert.opened checkout.pay");
        watch.at("13:10").resolves("checkout.pay", HIGH).told(team, "alert.resolved checkout.pay");
        assertThat(states(team)).contains(DeliveryState.SILENCED);
        assertThat(entries(team))
                .filteredOn(each -> each.state() == DeliveryState.SILENCED)
                .extracting(DeliveryEntry::series)
                .containsExactly("checkout.cart", "checkout.cart");
    }

    @Test
    void aSilenceThatPeopleEndIsOver() {
        Subscription team = desk.subscribe(URL);
        watch.at("12:00");
        UUID silence = watch.silences("*", "20:00");
        watch.at("12:10").opens("signups", HIGH).told(team);
        watch.at("12:20").expires(silence);
        watch.at("12:21").told(team, "alert.opened signups");
    }

    @Test
    void quietHoursWakeOnlyForWhatIsSevere() {
        Subscription team = desk.subscribe(URL, with(null, null, null, nights(), List.of()));
        watch.at("23:00").opens("signups", MEDIUM).opens("logins", MEDIUM).opens("payments", HIGH);
        watch.told(team, "alert.opened payments");
        watch.at("25:00").resolves("logins", MEDIUM).told(team);
        watch.at("26:00").resolves("payments", HIGH).told(team, "alert.resolved payments");
        // Worse than it was: now it wakes.
        watch.at("27:00").opens("carts", LOW).told(team);
        watch.at("28:00").worsens("carts", HIGH);
        watch.at("28:01").told(team, "alert.escalated carts");
        watch.at("29:59").told(team);
        watch.at("30:00").told(team, "alert.opened signups");
        assertThat(entries(team))
                .filteredOn(each -> each.series().equals("logins"))
                .allMatch(each -> each.state() == DeliveryState.SILENCED)
                .hasSize(2);
    }

    @Test
    void whoeverWasPagedOfAnIncidentHearsItsEndWhateverIsQuiet() {
        Filter incidents = new Filter(
                List.of(), Map.of(), Set.of(), Set.of(EventKind.INCIDENT_OPENED, EventKind.INCIDENT_RESOLVED));
        Subscription pager = desk.subscribe(URL, incidents, Format.PAGERDUTY, RoutingPolicy.NONE);
        watch.at("12:00").incident(EventKind.INCIDENT_OPENED);
        assertThat(watch.taken(pager)).extracting(TakenDelivery::kind).containsExactly("incident.opened");
        watch.at("12:10").silences("*", "20:00");
        watch.at("12:20").incident(EventKind.INCIDENT_RESOLVED);
        assertThat(watch.taken(pager)).extracting(TakenDelivery::kind).containsExactly("incident.resolved");
    }

    @Test
    void theEndOfAnIncidentThatNobodyHeardOfPuzzlesNobody() {
        Subscription team = desk.subscribe(URL);
        watch.at("12:00");
        UUID silence = watch.silences("*", "13:00");
        watch.incident(EventKind.INCIDENT_OPENED).at("12:20").expires(silence);
        watch.incident(EventKind.INCIDENT_RESOLVED).at("14:00").told(team);
        assertThat(states(team)).containsOnly(DeliveryState.SILENCED).hasSize(2);
    }

    @Test
    void whatAnotherAlertExplainsIsToldWhenThatOneEnds() {
        Inhibition rule = new Inhibition(
                new AlertMatcher(List.of(new NamePattern("db.*")), Map.of(), Set.of()),
                new AlertMatcher(List.of(new NamePattern("checkout*")), Map.of(), Set.of()),
                List.of("region"));
        Subscription team = desk.subscribe(URL, with(null, null, null, null, List.of(rule)));
        watch.at("12:00").opens("db.latency{region=\"eu\"}", HIGH).told(team, "alert.opened db.latency{region=\"eu\"}");
        watch.at("12:01").opens("checkout{region=\"eu\"}", HIGH).opens("checkout{region=\"us\"}", HIGH);
        watch.told(team, "alert.opened checkout{region=\"us\"}");
        watch.at("12:30").told(team);
        watch.at("12:31").resolves("db.latency{region=\"eu\"}", HIGH);
        watch.at("12:32")
                .told(team, "alert.resolved db.latency{region=\"eu\"}", "alert.opened checkout{region=\"eu\"}");
    }

    @Test
    void anEscalationIsToldOnceWhenNobodyAcknowledges() {
        Subscription manager = desk.subscribe(URL, with(null, null, Duration.ofMinutes(15), null, List.of()));
        watch.at("12:00")
                .opens("p99{region=\"eu\",service=\"pay\"}", HIGH)
                .opens("p99{region=\"eu\",service=\"cart\"}", HIGH);
        watch.at("12:05").acknowledges("p99{region=\"eu\",service=\"cart\"}");
        watch.at("12:14").told(manager);
        watch.at("12:15").told(manager, "alert.opened p99{region=\"eu\",service=\"pay\"}");
        watch.at("12:40").told(manager);
        watch.at("12:50")
                .resolves("p99{region=\"eu\",service=\"pay\"}", HIGH)
                .resolves("p99{region=\"eu\",service=\"cart\"}", HIGH);
        watch.told(manager, "alert.resolved p99{region=\"eu\",service=\"pay\"}");
    }

    @Test
    void anOpenAlertIsToldAgainUntilSomebodyTakesIt() {
        Subscription team = desk.subscribe(URL, with(null, Duration.ofHours(1), null, null, List.of()));
        watch.at("12:00").opens("signups", HIGH).told(team, "alert.opened signups");
        watch.at("12:59").told(team);
        watch.at("13:00").told(team, "alert.repeated signups");
        watch.at("13:59").told(team);
        watch.at("14:00").told(team, "alert.repeated signups");
        watch.at("14:30").acknowledges("signups");
        watch.at("15:00").told(team);
        watch.at("19:00").told(team);
    }

    @Test
    void whatHappensTogetherGoesOutAsOneMessage() {
        Grouping byKpi = new Grouping(Duration.ofMinutes(5), List.of("kpi"));
        Subscription team = desk.subscribe(URL, with(byKpi, null, null, null, List.of()));
        watch.at("12:00").opens("p99{region=\"eu\"}", HIGH).opens("signups", HIGH);
        watch.at("12:02").opens("p99{region=\"us\"}", HIGH).resolves("p99{region=\"eu\"}", HIGH);
        watch.at("12:04").told(team);
        watch.at("12:05");
        List<TakenDelivery> sent = watch.taken(team);
        assertThat(sent).extracting(TakenDelivery::kind).containsExactlyInAnyOrder("group", "alert.opened");
        TakenDelivery group = sent.stream()
                .filter(each -> each.kind().equals("group"))
                .findFirst()
                .orElseThrow();
        assertThat(group.body())
                .contains("\"type\":\"group\"")
                .containsSubsequence("alert.opened", "alert.opened", "alert.resolved");
        watch.at("12:30").resolves("p99{region=\"us\"}", HIGH).told(team);
        watch.at("12:35").told(team, "alert.resolved p99{region=\"us\"}");
        assertThat(entries(team))
                .filteredOn(each -> each.state() == DeliveryState.GROUPED)
                .hasSize(3)
                .allMatch(each -> each.reason().startsWith("sent with others, as delivery "));
    }

    @Test
    void aGroupIsSplitWhereItWouldBeTooLarge() {
        Grouping all = new Grouping(Duration.ofMinutes(1), List.of());
        for (Format format : List.of(Format.STANDARD, Format.CLOUDEVENTS, Format.SLACK, Format.ALERTMANAGER)) {
            Subscription team = desk.subscribe(URL, Filter.EVERYTHING, format, with(all, null, null, null, List.of()));
            watch.at("12:00");
            for (int i = 0; i < 60; i++) {
                watch.opens("signups{format=\"" + format + "\",shard=\"" + i + "\"}", HIGH);
            }
            watch.at("12:01");
            List<TakenDelivery> sent = watch.taken(team);
            assertThat(sent).hasSizeBetween(2, 12);
            assertThat(sent).allMatch(each -> each.body().length() <= 20_000);
            String bodies = sent.stream().map(TakenDelivery::body).reduce("", String::concat);
            for (int i = 0; i < 60; i++) {
                assertThat(bodies).contains("shard").contains("\"" + i);
            }
            desk.empty();
        }
    }

    private static QuietHours nights() {
        return new QuietHours(ZoneId.of("UTC"), Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0), HIGH);
    }

    private static RoutingPolicy with(
            @Nullable Grouping grouping,
            @Nullable Duration repeat,
            @Nullable Duration unacknowledgedFor,
            @Nullable QuietHours quiet,
            List<Inhibition> inhibitions) {
        return new RoutingPolicy(
                Optional.ofNullable(grouping),
                Optional.ofNullable(repeat),
                Optional.ofNullable(unacknowledgedFor),
                Optional.ofNullable(quiet),
                inhibitions);
    }

    private static List<DeliveryState> states(Subscription subscription) {
        return entries(subscription).stream().map(DeliveryEntry::state).toList();
    }

    private static List<DeliveryEntry> entries(Subscription subscription) {
        return new DeliveryLog(database).page(subscription.id(), Optional.empty(), Long.MAX_VALUE, 100);
    }
}
