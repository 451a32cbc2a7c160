// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EffectServiceTest {
    @Test
    void saysBeforehandWhatThenHappens() {
        try (DeskFixture fixture = new DeskFixture()) {
            SeriesKey series = fixture.series("signups", "DE");
            List<Double> peaks = List.of(4.05, 4.2, 4.6, 5.5, 7.0, 12.0);
            List<AlertId> ids = new ArrayList<>();
            for (int i = 0; i < peaks.size(); i++) {
                ids.add(fixture.alert(series, 5 * i, peaks.get(i)));
            }
            for (AlertId id : ids.subList(0, 2)) {
                fixture.desk.verdicts().give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
            }
            AlertId judged = ids.get(2);
            Calibration before = fixture.desk.calibrations().current(series.id());
            List<Effect> effects = fixture.desk.effects().of(judged);
            assertThat(effects)
                    .extracting(Effect::kind)
                    .containsExactly(
                            VerdictKind.TRUE_ANOMALY,
                            VerdictKind.FALSE_ALARM,
                            VerdictKind.EXPECTED,
                            VerdictKind.NEW_NORMAL);
            Effect promised = effects.get(1);
            assertThat(effects.get(0).thresholdAfter()).isLessThan(promised.thresholdBefore());
            assertThat(effects.get(2).thresholdAfter()).isEqualTo(promised.thresholdBefore());
            assertThat(effects.get(2).sentence()).contains("the threshold stays");

            fixture.desk.verdicts().give(judged, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
            Calibration after = fixture.desk.calibrations().current(series.id());
            // These alerts were raised without a calibration, over a threshold of 4.
            assertThat(promised.thresholdBefore()).isCloseTo(before.threshold(4, 1), within(1e-9));
            assertThat(promised.thresholdAfter()).isCloseTo(after.threshold(4, 1), within(1e-9));
            long raised = peaks.subList(0, 3).stream()
                    .filter(peak -> peak >= before.threshold(4, 1))
                    .count();
            long vanished = peaks.subList(0, 3).stream()
                    .filter(peak -> peak >= before.threshold(4, 1) && peak < after.threshold(4, 1))
                    .count();
            assertThat(promised.alerts()).isEqualTo((int) raised);
            assertThat(promised.wouldVanish()).isEqualTo((int) vanished);
            assertThat(promised.falseAmongThem()).isEqualTo((int) vanished);
            assertThat(promised.sentence()).contains("instead of").contains("Training keeps the stretch");
        }
    }

    @Test
    void countsAVerdictThatStandsOnlyOnce() {
        try (DeskFixture fixture = new DeskFixture()) {
            AlertId id = fixture.alert(fixture.series("signups", "DE"), 0, 5);
            fixture.desk.verdicts().give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
            Effect again = fixture.desk.effects().of(id).get(1);
            assertThat(again.thresholdAfter()).isEqualTo(again.thresholdBefore());
        }
    }
}
