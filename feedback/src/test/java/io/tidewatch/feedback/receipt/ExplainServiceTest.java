// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.testkit.alert.AlertEvents;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExplainServiceTest {
    /** Of the value 180 that the alerts of the test kit have: both levels see it 6 scales off, and so did the point before. */
    private static Receipt receipt(String tuning, double before) {
        return new Receipt(tuning, 0, Double.NaN, 120, 10, 120, 10, before, 0);
    }

    @Test
    void namesAllThatTouchedTheAlertAndDoesTheSumsAgain() {
        try (DeskFixture fixture = new DeskFixture()) {
            SeriesKey series = fixture.series("signups", "DE");
            AlertEvent opened =
                    AlertEvents.opened(series, DeskFixture.T0, 6).with(Optional.of(receipt(Tuning.digest(), 6)));
            fixture.record(opened, AlertEvents.resolved(series, DeskFixture.T0, 2, 6));
            fixture.desk
                    .verdicts()
                    .give(
                            opened.alertId(),
                            new VerdictInput(
                                    VerdictKind.EXPECTED,
                                    "load test",
                                    "",
                                    OptionalLong.empty(),
                                    OptionalLong.empty(),
                                    Optional.of(Every.WEEK)),
                            "ana");
            ReceiptJson json = new ReceiptResource(fixture.desk.explain())
                    .of(opened.alertId().value());
            assertThat(json.check().outcome()).isEqualTo("agrees");
            assertThat(json.check().recomputed()).isCloseTo(6, within(1e-9));
            assertThat(json.event().kind()).isEqualTo("opened");
            assertThat(json.receipt()).isNotNull();
            assertThat(json.calendar()).extracting(ReceiptJson.EventJson::title).containsExactly("load test");
            assertThat(json.verdicts()).hasSize(1);
            assertThat(json.model()).isNull();
        }
    }

    @Test
    void saysWhereTheSumsDontAgreeOrCantBeDone() {
        SeriesKey series = SeriesKey.of("signups");
        AlertEvent bare = AlertEvents.opened(series, DeskFixture.T0, 6);
        assertThat(ExplainService.check(bare)).isEqualTo(new Explanation.Check.NoReceipt());
        assertThat(ExplainService.check(bare.with(Optional.of(receipt(Tuning.digest(), 1)))))
                .isInstanceOf(Explanation.Check.Differs.class);
        assertThat(ExplainService.check(bare.with(Optional.of(receipt("older", 6)))))
                .isEqualTo(new Explanation.Check.OtherConstants("older", Tuning.digest()));
    }
}
