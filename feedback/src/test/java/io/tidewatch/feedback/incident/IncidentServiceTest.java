// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.storage.incident.Incident;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentServiceTest {
    private static final long AT = DeskFixture.T0;
    private DeskFixture fixture;

    @BeforeEach
    void open() {
        fixture = new DeskFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void arrive(AlertEvent... events) {
        fixture.record(events);
        fixture.desk
                .incidents()
                .regroup(Arrays.stream(events).map(AlertEvent::alertId).toList());
    }

    private List<DeskMessage.Act> told() {
        return fixture.outbox(Topic.DESK).stream()
                .map(DeskCodec::decode)
                .map(DeskMessage::act)
                .toList();
    }

    private List<Incident> all() {
        return fixture.desk.incidents().list(false, OptionalLong.empty(), 50);
    }

    @Test
    void opensOnceWithTwoAndIsOverWithTheLast() {
        SeriesKey germany = fixture.series("signups", "DE");
        SeriesKey france = fixture.series("signups", "FR");
        SeriesKey errors = fixture.series("errors", "DE");
        SeriesKey far = fixture.series("errors", "JP");
        arrive(AlertEvents.opened(germany, AT, 8));
        assertThat(all()).isEmpty();
        arrive(AlertEvents.opened(france, AT + 5 * Micros.MINUTE, 12));
        arrive(AlertEvents.opened(errors, AT + 9 * Micros.MINUTE, 6));
        arrive(AlertEvents.opened(far, AT + 2 * Micros.HOUR, 6));

        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(AlertEvents.id(germany, AT));
            assertThat(incident.alerts()).isEqualTo(3);
            assertThat(incident.resolved()).isEmpty();
            assertThat(incident.title()).isEqualTo("signups and errors rose together");
        });
        assertThat(told()).singleElement().isInstanceOf(DeskMessage.Act.IncidentOpened.class);
        assertThat(fixture.desk.incidents().open()).isEqualTo(1);

        arrive(
                AlertEvents.resolved(germany, AT, 2, 8),
                AlertEvents.resolved(france, AT + 5 * Micros.MINUTE, 2, 12),
                AlertEvents.resolved(errors, AT + 9 * Micros.MINUTE, 2, 6));
        assertThat(told()).hasSize(2);
        IncidentReport over = ((DeskMessage.Act.IncidentResolved) told().getLast()).incident();
        assertThat(over.resolved()).hasValue(AT + 39 * Micros.MINUTE);
        assertThat(over.members()).extracting(IncidentReport.Member::series).containsExactly(france, germany, errors);
        assertThat(fixture.desk.incidents().detail(over.id()).alerts()).hasSize(3);
        assertThat(fixture.desk.incidents().open()).isZero();

        fixture.desk.incidents().regroup(List.of(AlertEvents.id(germany, AT)));
        assertThat(told()).hasSize(2);
    }

    @Test
    void theOrderInWhichAlertsBecomeKnownDoesNotMatter() {
        SeriesKey germany = fixture.series("signups", "DE");
        SeriesKey france = fixture.series("signups", "FR");
        SeriesKey spain = fixture.series("signups", "ES");
        arrive(AlertEvents.opened(spain, AT + 20 * Micros.MINUTE, 5));
        arrive(AlertEvents.opened(germany, AT, 8));
        assertThat(all()).isEmpty();
        arrive(AlertEvents.opened(france, AT + 10 * Micros.MINUTE, 12));
        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.alerts()).isEqualTo(3);
            assertThat(incident.started()).isEqualTo(AT);
        });
    }

    @Test
    void pagesThroughIncidentsThatBeganAtOnce() {
        for (String kpi : List.of("signups", "refunds", "logins")) {
            arrive(
                    AlertEvents.opened(fixture.series(kpi, kpi + "1"), AT, 8),
                    AlertEvents.opened(fixture.series(kpi, kpi + "2"), AT, 12));
        }
        IncidentResource resource = new IncidentResource(fixture.desk.incidents());
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = resource.list(true, null, "high", null, null, 2, cursor);
            page.items().forEach(incident -> seen.add(incident.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
        assertThat(resource.list(false, "refunds", null, null, null, null, null).items())
                .singleElement()
                .satisfies(incident -> assertThat(incident.title()).contains("refunds"));
    }

    @Test
    void anAlertThatIsTakenBackLeavesIt() {
        SeriesKey germany = fixture.series("signups", "DE");
        SeriesKey france = fixture.series("signups", "FR");
        arrive(AlertEvents.opened(germany, AT, 8), AlertEvents.opened(france, AT + Micros.MINUTE, 12));
        AlertId id = all().getFirst().id();
        arrive(AlertEvents.retracted(france, AT + Micros.MINUTE, 2));
        assertThat(fixture.desk.incidents().detail(id).alerts()).hasSize(1);
        arrive(AlertEvents.retracted(germany, AT, 2));
        assertThat(all()).isEmpty();
    }
}
