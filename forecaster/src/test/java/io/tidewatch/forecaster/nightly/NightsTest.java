// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightsTest {
    @ParameterizedTest
    @CsvSource({
        "UTC,             2026-03-02T00:09:59Z, 2026-03-01T00:00:00Z",
        "UTC,             2026-03-02T00:10:00Z, 2026-03-02T00:00:00Z",
        "UTC,             2026-03-02T23:59:59Z, 2026-03-02T00:00:00Z",
        "Europe/Berlin,   2026-03-01T23:10:00Z, 2026-03-01T23:00:00Z",
        "Europe/Berlin,   2026-03-01T23:09:59Z, 2026-02-28T23:00:00Z",
        // The clocks go forward at 02:00 on 29 March, and back at 03:00 on 25 October.
        "Europe/Berlin,   2026-03-29T20:00:00Z, 2026-03-28T23:00:00Z",
        "Europe/Berlin,   2026-10-25T20:00:00Z, 2026-10-24T22:00:00Z",
        // Here midnight itself is skipped: the day begins at 01:00.
        "America/Asuncion, 2024-10-06T04:10:00Z, 2024-10-06T04:00:00Z",
    })
    void aNightIsDueTenMinutesAfterItsMidnight(ZoneId zone, Instant now, Instant midnight) {
        assertThat(Micros.toInstant(Nights.due(Micros.of(now), zone))).isEqualTo(midnight);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,           2026-03-02T02:59:59Z, 2026-03-01T00:00:00Z",
        "UTC,           2026-03-02T03:00:00Z, 2026-03-02T00:00:00Z",
        "Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-27T23:00:00Z",
        // 02:00 is skipped, so 03:00 comes two hours after midnight.
        "Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-28T23:00:00Z",
    })
    void aModelThatIsToServeAtOnceIsTrainedToAMidnightWhoseThreeOClockHasPassed(
            ZoneId zone, Instant asOf, Instant midnight) {
        assertThat(Micros.toInstant(Nights.serving(Micros.of(asOf), zone))).isEqualTo(midnight);
    }
}
