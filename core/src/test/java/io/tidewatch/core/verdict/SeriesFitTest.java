// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesFitTest {
    private static final SeriesKey GERMANY = new SeriesKey("signups", Labels.of("country", "DE"));
    private static final SeriesKey FRANCE = new SeriesKey("signups", Labels.of("country", "FR"));

    private long id;

    @Test
    void fewVerdictsBorrowTheNewestOfTheSiblings() {
        List<KpiVerdict> ofKpi = new ArrayList<>();
        ofKpi.add(standing(GERMANY, 0, VerdictKind.TRUE_ANOMALY, 9));
        for (int i = 0; i < 20; i++) {
            ofKpi.add(standing(FRANCE, 10 + i, VerdictKind.FALSE_ALARM, 5));
        }
        SeriesFit fit = SeriesFit.of(GERMANY.id(), ofKpi, 4);
        assertThat(fit.own()).isEqualTo(1);
        assertThat(fit.borrowed()).isEqualTo(SeriesFit.FEW - 1);
        assertThat(fit.calibration().version()).isEqualTo(4);
        assertThat(fit.calibration().verdictIds())
                .hasSize(SeriesFit.FEW)
                .contains(1L, 21L)
                .doesNotContain(2L);
        assertThat(fit.calibration().threshold(4, 1)).isGreaterThan(4);
        assertThat(fit.calibration().trueRanges()).containsExactly(range(0));
    }

    @Test
    void enoughVerdictsBorrowNone() {
        List<KpiVerdict> ofKpi = new ArrayList<>();
        for (int i = 0; i < SeriesFit.FEW; i++) {
            ofKpi.add(standing(GERMANY, i, VerdictKind.TRUE_ANOMALY, 6));
            ofKpi.add(standing(FRANCE, i, VerdictKind.FALSE_ALARM, 6));
        }
        SeriesFit germany = SeriesFit.of(GERMANY.id(), ofKpi, 1);
        assertThat(germany.borrowed()).isZero();
        assertThat(germany.calibration().floor(4, 3)).isLessThan(4);
        assertThat(SeriesFit.of(FRANCE.id(), ofKpi, 1).calibration().threshold(4, 1))
                .isGreaterThan(4);
    }

    @Test
    void rangesAndNewNormalsStayWithTheirSeries() {
        List<KpiVerdict> ofKpi = List.of(
                standing(FRANCE, 0, VerdictKind.NEW_NORMAL, 6),
                standing(FRANCE, 1, VerdictKind.MISSED_ANOMALY, 0),
                standing(GERMANY, 2, VerdictKind.NEW_NORMAL, 6),
                standing(GERMANY, 3, VerdictKind.MISSED_ANOMALY, 0));
        SeriesFit fit = SeriesFit.of(GERMANY.id(), ofKpi, 1);
        assertThat(fit.calibration().newNormalFrom()).isEqualTo(range(2).from());
        assertThat(fit.calibration().trueRanges()).containsExactly(range(3));
        assertThat(fit.calibration().threshold(4, -1)).isCloseTo(4, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        List<KpiVerdict> ofKpi = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ofKpi.add(standing(
                    i % 2 == 0 ? GERMANY : FRANCE,
                    i,
                    i % 3 == 0 ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM,
                    4 + i));
        }
        SeriesFit fit = SeriesFit.of(GERMANY.id(), ofKpi, 1);
        assertThat(SeriesFit.of(GERMANY.id(), ofKpi, 1)).isEqualTo(fit);
        assertThat(fit.differsFrom(fit.calibration())).isFalse();
    }

    private KpiVerdict standing(SeriesKey series, int hour, VerdictKind kind, double peak) {
        return new KpiVerdict(
                series.id(),
                new LabelledEpisode(++id, kind, range(hour), peak, 4, 1),
                range(hour).from());
    }

    private static TimeRange range(int hour) {
        return new TimeRange(hour * Micros.HOUR, hour * Micros.HOUR + Micros.MINUTE);
    }
}
