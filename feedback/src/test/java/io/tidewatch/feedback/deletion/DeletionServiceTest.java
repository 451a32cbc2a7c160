// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.detector.DetectorJson;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.storage.deletion.DeletionRequests;
import io.tidewatch.storage.deletion.ModelDeletion;
import io.tidewatch.storage.deletion.PointDeletion;
import io.tidewatch.storage.notable.NotableStore;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionServiceTest {
    private static final List<String> TABLES_OF_SERIES =
            List.of("point", "alert_event", "alert", "verdict", "calibration", "kept_score", "forecast", "notable");
    private DeskFixture fixture;
    private DeletionService deletions;
    private SeriesKey germany;
    private SeriesKey france;

    @BeforeEach
    void start() throws Exception {
        fixture = new DeskFixture();
        deletions = fixture.desk.deletions();
        fixture.desk.kpis().create("signups", KpiDraft.defaults(), "ana");
        germany = fixture.series("signups", "DE");
        france = fixture.series("signups", "FR");
        for (SeriesKey series : List.of(germany, france)) {
            new PointStore(fixture.database)
                    .write(List.of(new LoggedPoints(series.id(), 1, new long[] {DeskFixture.T0}, new double[] {41})));
            fixture.alert(series, 1, 8);
            new NotableStore(fixture.database)
                    .record(List.of(
                            new Notable(series, DeskFixture.T0, Notable.Stream.VALUE, 1, 0.07, 41, "signups", false)));
        }
        fixture.desk.incidents().regroup(List.of(id(germany), id(france)));
        fixture.desk
                .verdicts()
                .give(id(germany), VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
        fixture.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("insert into training_run (kpi, version, cause, state, trained_to, created_at)"
                                + " values ('signups', 1, 'nightly', 'done', now(), now())"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aKpiGoesWithAllThatIsKnownOfItAndTheAuditStays() {
        deletions.deleteKpi("signups", "ada");
        carryOut();
        for (String table : TABLES_OF_SERIES) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(rows("series")).isZero();
        assertThat(rows("incident")).isZero();
        assertThat(rows("training_run")).isZero();
        assertThat(fixture.outbox(Topic.CALIBRATIONS))
                .filteredOn(Objects::isNull)
                .hasSize(2);
        assertThat(fixture.outbox(Topic.SETTINGS)).filteredOn(Objects::isNull).hasSize(2);
        assertThat(fixture.audit()).contains("ada kpi.deleted kpi/signups", "ana verdict.given alert/" + id(germany));
    }

    @Test
    void aNameIsFreeAgainOnceAllIsGone() {
        deletions.deleteKpi("signups", "ada");
        assertThatThrownBy(() -> fixture.desk.kpis().create("signups", KpiDraft.defaults(), "ana"))
                .hasMessageContaining("still being deleted");
        carryOut();
        assertThat(fixture.desk
                        .kpis()
                        .create("signups", KpiDraft.defaults(), "ana")
                        .kpi()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void oneSeriesLeavesTheOthersAlone() {
        deletions.deleteSeries("signups", germany.id(), "ada");
        carryOut();
        assertThat(fixture.desk.kpis().series("signups"))
                .extracting(series -> series.key())
                .containsExactly(france);
        assertThat(rows("point")).isEqualTo(1);
        assertThat(rows("alert")).isEqualTo(1);
        assertThat(rows("verdict")).isZero();
        assertThat(count("select alerts from incident")).isEqualTo(1);
        assertThatThrownBy(() -> deletions.deleteSeries("signups", germany.id(), "ada"))
                .hasMessageContaining("has no series with the id " + germany.id());
    }

    @Test
    void openAlertsEndFirst() {
        fixture.record(AlertEvents.opened(germany, DeskFixture.T0 + 1, 9));
        assertThatThrownBy(() -> deletions.deleteKpi("signups", "ada"))
                .hasMessage("KPI signups has 1 open alert. Stop watching the KPI, and delete once they have ended.");
        assertThat(rows("alert")).isEqualTo(3);
    }

    @Test
    void whatACompositeOfAnotherKpiNeedsStays() throws JsonProcessingException {
        fixture.desk.kpis().create("checkouts", KpiDraft.defaults(), "ana");
        String both = """
                {"name":"both","kind":"composite","composite":{"when":{"all":[{"detector":"signups/adaptive"},
                 {"detector":"checkouts/adaptive"}]},"shared":["country"],"window":"PT10M"}}""";
        fixture.desk.detectors().create("checkouts", new ObjectMapper().readValue(both, DetectorJson.class), "ana");
        assertThatThrownBy(() -> deletions.deleteKpi("signups", "ada"))
                .hasMessageContaining("is needed by checkouts/both");
        deletions.deleteKpi("checkouts", "ada");
        deletions.deleteKpi("signups", "ada");
    }

    /** As ingest and the forecaster do. */
    private void carryOut() {
        PointDeletion points = new PointDeletion(fixture.database);
        ModelDeletion models = new ModelDeletion(fixture.database);
        assertThat(new DeletionRequests(fixture.database, RequestKind.FORGET_POINTS, fixture.clock).look(deletion -> {
                    deletion.series().ifPresentOrElse(points::deleteSeries, () -> points.deleteKpi(deletion.kpi()));
                    return true;
                }))
                .isTrue();
        assertThat(new DeletionRequests(fixture.database, RequestKind.FORGET_MODELS, fixture.clock)
                        .look(deletion -> deletion.series()
                                .map(key -> models.deleteSeries(deletion.kpi(), key.id()))
                                .orElseGet(() -> models.deleteKpi(deletion.kpi()))))
                .isTrue();
    }

    private static AlertId id(SeriesKey series) {
        return AlertEvents.id(series, DeskFixture.T0 + Micros.HOUR);
    }

    private int rows(String table) {
        return count("select count(*) from " + table);
    }

    private int count(String query) {
        return fixture.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }
}
