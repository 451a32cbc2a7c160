// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeskCodecTest {
    private static final SeriesKey SERIES = new SeriesKey("signups", Labels.of("country", "DE \"old\""));
    private static final AlertId ALERT = AlertId.of(SERIES.id(), "adaptive", 1_000);

    @Test
    void everyActSurvives() {
        for (DeskMessage.Act act : List.of(
                new DeskMessage.Act.Acknowledged(),
                new DeskMessage.Act.VerdictGiven(7, Optional.of(VerdictKind.FALSE_ALARM), "a sale"),
                new DeskMessage.Act.VerdictGiven(8, Optional.empty(), ""),
                new DeskMessage.Act.IncidentOpened(incident(OptionalLong.empty())),
                new DeskMessage.Act.IncidentResolved(incident(OptionalLong.of(9_000))))) {
            DeskMessage message = new DeskMessage(ALERT, "an-id", 2_000, "anna", act);
            assertThat(DeskCodec.decode(DeskCodec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void whatIsNoRecordOfTheDeskIsRefused() {
        assertThatThrownBy(() -> DeskCodec.decode("{\"a\":1}".getBytes(UTF_8))).isInstanceOf(Undecodable.class);
    }

    private static IncidentReport incident(OptionalLong resolved) {
        return new IncidentReport(
                ALERT,
                "signups fell in 2 countries",
                Severity.HIGH,
                1_000,
                resolved,
                2,
                Labels.of("country", "DE"),
                List.of(new IncidentReport.Member(
                        ALERT, SERIES, Severity.HIGH, 0.9, -1, 12, new Bounds(100, 80, 120), "signups")));
    }
}
