// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.testkit.alert.AlertEvents;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PrecisionServiceTest {
    @Test
    void dividesTrueByTrueAndFalseAndNothingElse() {
        try (DeskFixture fixture = new DeskFixture()) {
            fixture.desk.kpis().create("signups", KpiDraft.defaults(), "ana");
            fixture.desk.kpis().create("quiet", KpiDraft.defaults(), "ana");
            SeriesKey germany = fixture.series("signups", "DE");
            fixture.series("signups", "FR");
            PrecisionService service = fixture.desk.precision();
            for (int hour = 0; hour < 16; hour++) {
                AlertId id = fixture.alert(germany, hour, 5);
                VerdictKind kind = switch (hour) {
                    case 0, 1, 2, 3, 4, 5, 6 -> VerdictKind.TRUE_ANOMALY;
                    case 7, 8 -> VerdictKind.FALSE_ALARM;
                    case 9 -> VerdictKind.EXPECTED;
                    case 10 -> VerdictKind.NEW_NORMAL;
                    default -> null;
                };
                if (kind != null) {
                    fixture.desk.verdicts().give(id, VerdictInput.of(kind, OptionalLong.empty()), "ana");
                }
            }
            fixture.record(AlertEvents.retracted(germany, DeskFixture.T0 + 15 * 3_600_000_000L, 3));
            Precision nine = service.of("signups", PrecisionService.PERIOD);
            assertThat(nine.labelled()).isEqualTo(9);
            assertThat(nine.tooFewLabels()).isTrue();
            assertThat(nine.interval()).isPresent();
            fixture.desk
                    .verdicts()
                    .give(
                            AlertEvents.id(germany, DeskFixture.T0 + 11 * 3_600_000_000L),
                            VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()),
                            "ana");
            Precision ten = service.of("signups", PrecisionService.PERIOD);
            assertThat(ten.share()).hasValue(0.8);
            assertThat(ten.interval()).contains(Wilson.of(8, 10));
            assertThat(ten.labels().alerts()).isEqualTo(15);
            assertThat(ten.labels().unlabelled()).isEqualTo(3);
            assertThat(ten.series()).isEqualTo(2);
            assertThat(ten.perSeries()).isCloseTo(7.5, within(1e-9));
            assertThat(ten.falsePerSeries()).isCloseTo(1, within(1e-9));
            assertThat(ten.budget()).hasValue(28);
            assertThat(service.all(PrecisionService.PERIOD))
                    .extracting(Precision::kpi)
                    .containsExactly("quiet", "signups");
            assertThat(service.overall(PrecisionService.PERIOD).labels()).isEqualTo(ten.labels());
            assertThat(service.of("quiet", PrecisionService.PERIOD).interval()).isEmpty();
            List<Precision> weeks = service.weeks(new PrecisionScope.OfKpi("signups"), 3);
            assertThat(weeks).extracting(week -> week.labels().alerts()).containsExactly(0L, 15L, 0L);
            assertThat(weeks.get(1).interval()).contains(Wilson.of(8, 10));
            assertThat(weeks.get(1).to()).isEqualTo(weeks.get(2).from());
            assertThat(weeks.get(2).to()).isEqualTo(DeskFixture.NOW);
            assertThat(service.weeks(new PrecisionScope.All(), 3).get(1).labels())
                    .isEqualTo(ten.labels());
            assertThat(service.teams(PrecisionService.PERIOD)).isEmpty();
            fixture.desk.kpis().create("refunds", owned(KpiDraft.defaults(), "payments"), "ana");
            fixture.alert(fixture.series("refunds", "DE"), 0, 5);
            assertThat(service.teams(PrecisionService.PERIOD)).singleElement().satisfies(team -> {
                assertThat(team.kpis()).containsExactly("refunds");
                assertThat(team.measured().labels().alerts()).isEqualTo(1);
            });
            assertThat(service.weeks(new PrecisionScope.OfTeam("payments"), 2)
                            .getFirst()
                            .labels()
                            .alerts())
                    .isEqualTo(1);
            assertThatThrownBy(() -> service.weeks(new PrecisionScope.OfTeam("nobody"), 2))
                    .hasMessageContaining("owner");
            assertThatThrownBy(() -> service.weeks(new PrecisionScope.All(), 58))
                    .hasMessageContaining("57");
            assertThat(service.of("signups", Duration.ofDays(7)).labels().alerts())
                    .isZero();
            assertThatThrownBy(() -> service.overall(Duration.ofDays(401)))
                    .isInstanceOf(TidewatchException.class)
                    .hasMessageContaining("400 days");
        }
    }

    private static KpiDraft owned(KpiDraft by, String owner) {
        return new KpiDraft(
                by.unit(),
                by.description(),
                owner,
                by.zone(),
                by.step(),
                by.kind(),
                by.denominator(),
                by.direction(),
                by.lateLimit(),
                by.keepScores(),
                by.watched(),
                by.budget(),
                by.minAbsoluteDeviation(),
                by.minRelativeDeviation());
    }
}
