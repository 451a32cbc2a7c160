// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.AlertMatcher;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.Grouping;
import io.tidewatch.core.subscription.Inhibition;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    /** A Sunday, noon in UTC, 13:00 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Filter FILTER = new Filter(
            List.of(new NamePattern("checkout.*"), new NamePattern("signups")),
            Map.of("country", new NamePattern("D*")),
            Set.of(Severity.MEDIUM, Severity.HIGH),
            Set.of(EventKind.ALERT_OPENED, EventKind.ALERT_ESCALATED, EventKind.ALERT_RESOLVED));
    private static final Silence SILENCE = new Silence(
            UUID.randomUUID(),
            List.of(new NamePattern("checkout.quiet")),
            Map.of(),
            NOW,
            NOW.plusSeconds(60),
            "a release",
            "ana");
    private static final Inhibition DATABASE_EXPLAINS = new Inhibition(
            new AlertMatcher(List.of(new NamePattern("db.*")), Map.of(), Set.of(Severity.HIGH)),
            new AlertMatcher(List.of(new NamePattern("checkout.*")), Map.of(), Set.of()),
            List.of("country"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "signups{country=\"DE\"}        | OPENED    | HIGH   | NOTHING   | WANTED",
                "signups{country=\"DE\"}        | OPENED    | MEDIUM | NOTHING   | WANTED",
                "checkout.eu{country=\"DK\"}    | OPENED    | HIGH   | NOTHING   | WANTED",
                "signups{country=\"DE\"}        | AMENDED   | HIGH   | SOMETHING | KIND_NOT_WANTED",
                "signups{country=\"DE\"}        | REPEATED  | HIGH   | SOMETHING | KIND_NOT_WANTED",
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
                "checkout.quiet{country=\"DE\"} | RESOLVED  | HIGH   | HELD      | BEGINNING_WAS_HELD",
                "signups{country=\"DE\"}        | RESOLVED  | HIGH   | HELD      | BEGINNING_WAS_HELD",
                "signups{country=\"DE\"}        | ESCALATED | HIGH   | HELD      | WANTED",
                "signups{country=\"DE\"}        | OPENED    | LOW    | HELD      | SEVERITY_NOT_WANTED"
            })
    void saysWhoIsToldAndWhy(String series, String kind, Severity severity, Known.Told told, RouteReason reason) {
        Ruling ruling = rule(RoutingPolicy.NONE, series, kind, severity, told, false);
        assertThat(ruling.reason()).isEqualTo(reason);
        switch (ruling) {
            case Ruling.Send send -> assertThat(reason).isEqualTo(RouteReason.WANTED);
            case Ruling.Gather gather -> assertThat(reason).isEqualTo(RouteReason.GROUPED);
            case Ruling.Hold hold -> assertThat(hold.message()).isNotBlank();
            case Ruling.Drop drop -> assertThat(reason.slug()).endsWith("-not-wanted");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The one that explains is open for DE; it explains nothing of DK, nothing of another KPI, and no end.
        "checkout.pay{country=\"DE\"}, OPENED, NOTHING, INHIBITED",
        "checkout.pay{country=\"DK\"}, OPENED, NOTHING, WANTED",
        "signups{country=\"DE\"}, OPENED, NOTHING, WANTED",
        "checkout.pay{country=\"DE\"}, RESOLVED, SOMETHING, WANTED",
        "checkout.pay{country=\"DE\"}, ESCALATED, SOMETHING, INHIBITED"
    })
    void keepsQuietWhatAnotherAlertExplains(String series, String kind, Known.Told told, RouteReason reason) {
        RoutingPolicy policy = new RoutingPolicy(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(DATABASE_EXPLAINS));
        assertThat(rule(policy, series, kind, Severity.HIGH, told, false).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "MEDIUM, OPENED, NOTHING, QUIET_HOURS",
        "HIGH, OPENED, NOTHING, WANTED",
        "HIGH, ESCALATED, HELD, WANTED",
        "MEDIUM, RESOLVED, SOMETHING, WANTED"
    })
    void letsPeopleSleepButForWhatIsSevere(Severity severity, String kind, Known.Told told, RouteReason reason) {
        QuietHours lunch = new QuietHours(
                ZoneId.of("Europe/Berlin"), Set.of(), LocalTime.of(12, 30), LocalTime.of(14, 0), Severity.HIGH);
        RoutingPolicy policy =
                new RoutingPolicy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(lunch), List.of());
        assertThat(rule(policy, "signups{country=\"DE\"}", kind, severity, told, false)
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        // 22:00 to 07:00 from Friday on, in a zone that changes its clock in the night to 29 March.
        "2026-03-06T20:59:59Z, ''",
        "2026-03-06T21:00:00Z, 2026-03-07T06:00:00Z",
        "2026-03-07T05:59:59Z, 2026-03-07T06:00:00Z",
        "2026-03-07T06:00:00Z, ''",
        "2026-03-07T21:00:00Z, 2026-03-08T06:00:00Z",
        "2026-03-08T21:00:00Z, ''",
        "2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z"
    })
    void knowsWhenTheNightEnds(Instant now, String end) {
        QuietHours nights = new QuietHours(
                ZoneId.of("Europe/Berlin"),
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                LocalTime.of(22, 0),
                LocalTime.of(7, 0),
                Severity.HIGH);
        assertThat(nights.until(now)).isEqualTo(end.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(end)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, NOT_YET_ESCALATED",
        "899, false, NOT_YET_ESCALATED",
        "900, false, WANTED",
        "900, true, ACKNOWLEDGED_IN_TIME"
    })
    void escalatesWhatNobodyAcknowledged(int seconds, boolean acknowledged, RouteReason reason) {
        RoutingPolicy policy = new RoutingPolicy(
                Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(15)), Optional.empty(), List.of());
        Candidate candidate = new Candidate(
                EventKind.ALERT_OPENED,
                SeriesKey.parse("signups{country=\"DE\"}"),
                Severity.HIGH,
                NOW,
                subscription(policy),
                new Known(Known.Told.HELD, Optional.of(NOW.minusSeconds(seconds)), acknowledged));
        assertThat(routing().rule(candidate).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD,     '',              WANTED",
        "SLACK,        '',              WANTED",
        "PAGERDUTY,    '',              KIND_NOT_WANTED",
        "ALERTMANAGER, '',              KIND_NOT_WANTED",
        "PAGERDUTY,    INCIDENT_OPENED, WANTED",
        "PAGERDUTY,    ALERT_OPENED,    KIND_NOT_WANTED"
    })
    void pagesOfAnIncidentOnlyWhereAskedForByName(Format format, String kind, RouteReason reason) {
        Set<EventKind> kinds = kind.isEmpty() ? Set.of() : Set.of(EventKind.valueOf(kind));
        Subscription pager = subscription(RoutingPolicy.NONE, format, new Filter(List.of(), Map.of(), Set.of(), kinds));
        Candidate candidate = new Candidate(
                EventKind.INCIDENT_OPENED, SeriesKey.parse("signups"), Severity.HIGH, NOW, pager, Known.NOTHING);
        assertThat(routing().rule(candidate).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"'', KIND_NOT_WANTED", "ALERT_OPENED, KIND_NOT_WANTED", "NOTABLE_SEEN, WANTED"})
    void tellsOfWhatIsNotableOnlyWhereAskedForByName(String kind, RouteReason reason) {
        Set<EventKind> kinds = kind.isEmpty() ? Set.of() : Set.of(EventKind.valueOf(kind));
        Filter filter = new Filter(List.of(), Map.of(), Set.of(Severity.HIGH), kinds);
        Candidate candidate = new Candidate(
                EventKind.NOTABLE_SEEN,
                SeriesKey.parse("signups"),
                Severity.LOW,
                NOW,
                subscription(RoutingPolicy.NONE, Format.STANDARD, filter),
                Known.NOTHING);
        assertThat(routing().rule(candidate).reason()).isEqualTo(reason);
    }

    @Test
    void gathersByWhatTheSubscriptionNames() {
        RoutingPolicy policy = new RoutingPolicy(
                Optional.of(new Grouping(Duration.ofSeconds(30), List.of("kpi", "region"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        Ruling ruling = rule(
                policy, "signups{country=\"DE\",region=\"eu\"}", "OPENED", Severity.HIGH, Known.Told.NOTHING, false);
        assertThat(ruling)
                .isEqualTo(new Ruling.Gather(RouteReason.GROUPED, "kpi=7:signups region=2:eu", NOW.plusSeconds(30)));
    }

    @Test
    void wakesNobodyWithWhatWasBeforeTheFirstStart() {
        Routing routing = Routing.under(new Circumstances(NOW, List.of(), List.of(), NOW.plusSeconds(1)));
        Candidate old = candidate(
                RoutingPolicy.NONE, "signups{country=\"DE\"}", "OPENED", Severity.HIGH, Known.Told.NOTHING, false);
        assertThat(routing.rule(old)).isInstanceOfSatisfying(Ruling.Hold.class, hold -> {
            assertThat(hold.reason()).isEqualTo(RouteReason.BEFORE_FIRST_START);
            assertThat(hold.lookAgain()).isEmpty();
        });
    }

    @Test
    void explainsEachStageUpToTheOneThatRuled() {
        List<Routing.Step> steps = routing()
                .explain(candidate(
                        RoutingPolicy.NONE,
                        "checkout.quiet{country=\"DE\"}",
                        "OPENED",
                        Severity.HIGH,
                        Known.Told.NOTHING,
                        false));
        assertThat(steps).hasSize(7);
        assertThat(steps.subList(0, 6)).allMatch(step -> step.ruling().isEmpty());
        assertThat(steps.getLast().question()).isEqualTo("Is it silenced?");
        assertThat(steps.getLast().ruling().orElseThrow().reason()).isEqualTo(RouteReason.SILENCED);
    }

    private static Ruling rule(
            RoutingPolicy policy,
            String series,
            String kind,
            Severity severity,
            Known.Told told,
            boolean acknowledged) {
        return routing().rule(candidate(policy, series, kind, severity, told, acknowledged));
    }

    private static Candidate candidate(
            RoutingPolicy policy,
            String series,
            String kind,
            Severity severity,
            Known.Told told,
            boolean acknowledged) {
        Optional<Instant> since = told == Known.Told.NOTHING ? Optional.empty() : Optional.of(NOW);
        return new Candidate(
                EventKind.valueOf("ALERT_" + kind),
                SeriesKey.parse(series),
                severity,
                NOW,
                subscription(policy),
                new Known(told, since, acknowledged));
    }

    private static Routing routing() {
        return Routing.under(new Circumstances(
                NOW,
                List.of(SILENCE),
                List.of(new OpenAlert(SeriesKey.parse("db.latency{country=\"DE\"}"), Severity.HIGH)),
                Instant.EPOCH));
    }

    private static Subscription subscription(RoutingPolicy policy) {
        return subscription(policy, Format.STANDARD, FILTER);
    }

    private static Subscription subscription(RoutingPolicy policy, Format format, Filter filter) {
        return new Subscription(
                new UUID(1, 1),
                1,
                "ana",
                "shop",
                WebhookUrl.parse("https://hooks.example.com/"),
                format,
                format.needsCredential() ? Optional.of("key") : Optional.empty(),
                filter,
                policy,
                false,
                1);
    }
}
