// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertServiceTest {
    private static DeskFixture fixture;
    private static AlertService alerts;

    @BeforeAll
    static void start() {
        fixture = new DeskFixture();
        alerts = fixture.desk.alerts();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void theFirstAcknowledgementStaysAndIsToldOnce() {
        SeriesKey series = fixture.series("acknowledged", "DE");
        fixture.record(AlertEvents.opened(series, DeskFixture.T0, 5));
        AlertId id = AlertEvents.id(series, DeskFixture.T0);
        alerts.acknowledge(id, "ana");
        assertThat(alerts.acknowledge(id, "ben").acknowledged().orElseThrow().by())
                .isEqualTo("ana");
        assertThat(alerts.find(id).status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
        List<DeskMessage> told = fixture.outbox(Topic.DESK).stream()
                .map(DeskCodec::decode)
                .filter(message -> message.alert().equals(id))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().act()).isEqualTo(new DeskMessage.Act.Acknowledged());
        assertThat(alerts.assign(id, Optional.of(" çağla "), "ana").assignee()).contains("çağla");
        assertThat(alerts.assign(id, Optional.of(" "), "ana").assignee()).isEmpty();
        fixture.record(AlertEvents.retracted(series, DeskFixture.T0, 2));
        assertThatThrownBy(() -> alerts.acknowledge(id, "ben"))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("retracted");
    }

    @Test
    void aPersonClosesAnAlertUntilItEscalates() {
        SeriesKey series = fixture.series("closed", "DE");
        fixture.record(AlertEvents.opened(series, DeskFixture.T0, 5));
        AlertId id = AlertEvents.id(series, DeskFixture.T0);
        assertThat(alerts.resolve(id, "ana").status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alerts.resolve(id, "ben").status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(fixture.audit())
                .filteredOn(line -> line.contains("alert.resolved"))
                .containsExactly("ana alert.resolved alert/" + id);
        fixture.record(AlertEvents.escalated(series, DeskFixture.T0, 9));
        assertThat(alerts.find(id).status()).isEqualTo(AlertStatus.OPEN);
        assertThatThrownBy(() -> alerts.resolve(new AlertId("e".repeat(32)), "ana"))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("no alert");
    }

    @Test
    void findsAlertsByTheirLabels() {
        AlertId german = fixture.alert(fixture.series("labelled", "DE"), 0, 5);
        fixture.alert(fixture.series("labelled", "DEU"), 0, 5);
        AlertId odd = fixture.alert(fixture.series("labelled", "a\",country=\"DE"), 0, 5);
        AlertFilter filter = new AlertFilter();
        filter.kpi = "labelled";
        filter.labels = List.of("country=DE");
        assertThat(alerts.list(filter.query()).alerts()).extracting(Alert::id).containsExactly(german);
        filter.labels = List.of("country=a\",country=\"DE");
        assertThat(alerts.list(filter.query()).alerts()).extracting(Alert::id).containsExactly(odd);
        filter.labels = List.of("country=DE", "plan=pro");
        assertThat(alerts.list(filter.query()).alerts()).isEmpty();
        filter.labels = List.of("DE");
        assertThatThrownBy(filter::query).hasMessageContaining("name=value");
    }

    @Test
    void pagesByCursor() {
        SeriesKey series = fixture.series("paged", "DE");
        for (int hour = 0; hour < 7; hour++) {
            fixture.alert(series, hour, 5);
        }
        AlertQuery query = AlertQuery.newest(3).ofKpi("paged").withStatuses(Set.of(AlertStatus.RESOLVED));
        AlertPage first = alerts.list(query);
        AlertPage second = alerts.list(query, first.next().orElseThrow());
        fixture.alert(series, 8, 5);
        AlertPage third = alerts.list(query, second.next().orElseThrow());
        assertThat(first.alerts()).hasSize(3);
        assertThat(second.alerts()).hasSize(3).doesNotContainAnyElementsOf(first.alerts());
        assertThat(third.alerts()).hasSize(1);
        assertThat(third.next()).isEmpty();
        for (String broken : List.of("?", "", "bm9wZQ", "MTIgeA")) {
            assertThatThrownBy(() -> alerts.list(query, broken))
                    .isInstanceOf(TidewatchException.class)
                    .hasMessageContaining("cursor");
        }
    }

    @Test
    void showsWholeAlertsAsJson() {
        AlertId id = fixture.alert(fixture.series("whole", "DE"), 0, 12);
        AlertResource.DetailJson json = new AlertResource(alerts).one(id.value());
        assertThat(json.alert().severity()).isEqualTo("high");
        assertThat(json.alert().status()).isEqualTo("resolved");
        assertThat(json.alert().score()).isEqualTo(0.75);
        assertThat(json.alert().series().labels()).containsEntry("country", "DE");
        assertThat(json.events()).extracting(AlertEventJson::kind).containsExactly("opened", "resolved");
        assertThatThrownBy(() -> new AlertResource(alerts).one("nonsense"))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("32 hexadecimal");
        assertThatThrownBy(() -> new AlertResource(alerts).one("f".repeat(32)))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("no alert");
    }

    @ParameterizedTest
    @CsvSource({
        "status, opened, 'open, acknowledged, resolved, retracted'",
        "severity, urgent, 'low, medium, high'",
        "verdict, maybe, true_anomaly",
        "series, abc, whole number",
        "from, yesterday, 2026-03-01T12:00:00Z",
        "limit, 501, 1 to 500",
        "limit, 0, 1 to 500"
    })
    void namesAWrongFilterAndWhatItMayBe(String field, String value, String hint) {
        AlertFilter filter = new AlertFilter();
        switch (field) {
            case "status" -> filter.status = List.of("open", value);
            case "severity" -> filter.severity = value;
            case "verdict" -> filter.verdict = value;
            case "series" -> filter.series = value;
            case "from" -> filter.from = value;
            default -> filter.limit = Integer.valueOf(value);
        }
        assertThatThrownBy(filter::query).isInstanceOf(TidewatchException.class).hasMessageContaining(hint);
    }

    @Test
    void readsFiltersInAnyZoneAndLocale() {
        AlertFilter filter = new AlertFilter();
        filter.status = List.of("open,acknowledged", "retracted");
        filter.severity = "high";
        filter.verdict = "missed_anomaly";
        AlertQuery query = filter.query();
        assertThat(query.statuses()).hasSize(3);
        assertThat(query.label()).isInstanceOf(AlertQuery.Label.Of.class);
        assertThat(query.limit()).isEqualTo(50);
    }
}
