// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.verdict.VerdictInput;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CalibrationsTest {
    @Test
    void aVerdictReachesTheSiblingsThatHaveAlertsOfTheirOwn() {
        try (DeskFixture fixture = new DeskFixture()) {
            SeriesKey germany = fixture.series("signups", "DE");
            SeriesKey france = fixture.series("signups", "FR");
            SeriesKey quiet = fixture.series("signups", "IT");
            SeriesKey foreign = fixture.series("logins", "DE");
            AlertId id = fixture.alert(germany, 0, 6);
            fixture.alert(france, 1, 7);
            fixture.alert(foreign, 1, 7);
            fixture.desk.verdicts().give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
            Calibrations calibrations = fixture.desk.calibrations();
            assertThat(calibrations.current(france.id()).intercept())
                    .isEqualTo(calibrations.current(germany.id()).intercept())
                    .isNegative();
            assertThat(calibrations.current(quiet.id())).isEqualTo(Calibration.NONE);
            assertThat(calibrations.current(foreign.id())).isEqualTo(Calibration.NONE);
            assertThat(fixture.outbox(Topic.CALIBRATIONS)).hasSize(2);
        }
    }

    @Test
    void publishesNothingWhereNothingChanged() {
        try (DeskFixture fixture = new DeskFixture()) {
            SeriesKey germany = fixture.series("signups", "DE");
            AlertId id = fixture.alert(germany, 0, 6);
            fixture.desk.verdicts().give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
            int changed = fixture.desk
                    .workplace()
                    .change(transaction -> fixture.desk.calibrations().refit(transaction, "signups", germany.id()));
            assertThat(changed).isZero();
            assertThat(fixture.desk.calibrations().current(germany.id()).version())
                    .isEqualTo(1);
        }
    }
}
