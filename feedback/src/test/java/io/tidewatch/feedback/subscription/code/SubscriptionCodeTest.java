// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.feedback.subscription.SubscriptionService;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionCodeTest {
    private static final String DOCUMENT = """
            version: 1
            subscriptions:
              - name: Shop on call
                url: https://hooks.example.com/shop
                format: slack
                filter:
                  kpis: [checkout.*, payments]
                  labels: {country: D*}
                  severities: [high]
                  kinds: [alert.opened, alert.resolved]
                routing:
                  group: {window: PT5M, by: [kpi]}
                  repeat: PT4H
                  unacknowledgedFor: PT15M
                  quiet: {zone: Europe/Berlin, days: [friday], from: '22:00', to: '07:00', wake: medium}
                  inhibitions:
                    - cause: {kpis: [db.*], severities: [high]}
                      effect: {labels: {tier: web}}
                      equal: [region]
              - name: Growth
                url: mailto:growth@example.com
                format: email
                paused: true
            """;
    private static TestDatabase server;
    private static Database database;
    private static SubscriptionService subscriptions;
    private static SubscriptionCode code;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        subscriptions = new SubscriptionService(
                new Workplace(database, new ManualClock(Instant.parse("2026-03-01T12:00:00Z"))),
                new SplittableRandom(1));
        code = new SubscriptionCode(subscriptions);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void makesWhatTheDocumentSaysAndGivesItOutAgain() {
        Caller ana = new Caller("ana", false);
        assertThat(code.apply(DOCUMENT, false, true, ana))
                .extracting(SubscriptionCode.Change::action)
                .containsExactly("created", "created");
        assertThat(subscriptions.visible(ana)).isEmpty();
        List<SubscriptionCode.Change> made = code.apply(DOCUMENT, false, false, ana);
        assertThat(made)
                .allMatch(change -> change.secret() != null && change.secret().startsWith("whsec_"));
        List<Subscription> there = subscriptions.visible(ana);
        assertThat(there).extracting(Subscription::name).containsExactly("Growth", "Shop on call");
        assertThat(there.getFirst().format()).isEqualTo(Format.EMAIL);
        assertThat(there.getFirst().paused()).isTrue();
        assertThat(there.getLast().routing().repeat()).contains(Duration.ofHours(4));
        assertThat(there.getLast().routing().inhibitions()).hasSize(1);
        String exported = code.export(ana);
        assertThat(exported).doesNotContain("whsec_");
        assertThat(code.apply(exported, true, false, ana))
                .extracting(SubscriptionCode.Change::action)
                .containsOnly("unchanged");
        assertThat(code.apply(exported.replace("PT4H", "PT8H"), false, false, ana))
                .extracting(SubscriptionCode.Change::action)
                .containsExactlyInAnyOrder("unchanged", "changed");
    }

    @Test
    void deletesOnlyWhenAskedAndOnlyTheCallersOwn() {
        Caller ben = new Caller("ben", false);
        Caller boss = new Caller("boss", true);
        code.apply(DOCUMENT, false, false, ben);
        String none = "version: 1\nsubscriptions: []\n";
        assertThat(code.apply(none, false, false, ben)).isEmpty();
        assertThat(code.apply(none, true, false, boss)).isEmpty();
        assertThat(subscriptions.visible(ben)).hasSize(2);
        assertThat(code.apply(none, true, false, ben))
                .extracting(SubscriptionCode.Change::action)
                .containsOnly("deleted");
        assertThat(subscriptions.visible(ben)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1             | version: 2        | line 1 | version",
                "    format: slack      |     fromat: slack | line 5 | subscriptions[0].fromat",
                "    format: slack      |     format: telex | line 5 | telex",
                "https://hooks.example  | ftp://hooks       | line 4 | https://",
                "      kpis: [checkout.*, payments] | kpis: checkout.* | line 7 | must be a list",
                "severities: [high]     | severities: [dire] | line 7 | dire",
                "kinds: [alert.opened   | kinds: [alert.exploded | line 7 | alert.exploded",
                "window: PT5M           | window: soon      | line 12 | routing.group.window",
                "repeat: PT4H           | repeat: PT1S      | line 12 | PT1M to P7D",
                "zone: Europe/Berlin    | zone: Mars/Base   | line 12 | Mars/Base",
                "  - name: Growth        |   - name: Shop on call | line 20 | twice",
                "    paused: true       |     paused: maybe | line 23 | true or false",
                "mailto:growth@example.com | mailto:a@b.example,c@d.example | line 21 | one a subscription",
                "version: 1             | version: [        | line    | no YAML"
            })
    void namesLineAndFieldOfWhatIsWrong(String right, String wrong, String line, String field) {
        assertThat(DOCUMENT).contains(right);
        assertThatThrownBy(() -> code.apply(DOCUMENT.replace(right, wrong), true, false, new Caller("cleo", false)))
                .hasMessageContaining(line)
                .hasMessageContaining(field);
        assertThat(subscriptions.visible(new Caller("cleo", false))).isEmpty();
    }

    @Test
    void doesNotBlowUpOnAliases() {
        String bomb = "version: 1\nsubscriptions: &a [*a, *a, *a]\n";
        assertThatThrownBy(() -> code.apply(bomb, false, false, new Caller("cleo", false)))
                .isInstanceOf(io.tidewatch.core.error.TidewatchException.class);
    }
}
