// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017-04-01T10:08:00Z|2017-04-01T10:08:00Z",
                "2017-04-01 10:08:00Z|2017-04-01T10:08:00Z",
                "2017-04-01T10:08:00.25Z|2017-04-01T10:08:00.250Z",
                "2017-04-01T10:08:00.123456789Z|2017-04-01T10:08:00.123456Z",
                "2017-04-01T10:08:00+02:00|2017-04-01T08:08:00Z",
                "2017-04-01T10:08-0330|2017-04-01T13:38:00Z",
                "1490954880|2017-03-31T10:08:00Z",
                "1490954880.5|2017-03-31T10:08:00.500Z",
                "1490954880123|2017-03-31T10:08:00.123Z",
                "1490954880123456|2017-03-31T10:08:00.123456Z",
                "1490954880123456789|2017-03-31T10:08:00.123456Z",
                "1.49095488E9|2017-03-31T10:08:00Z",
                "-1|1969-12-31T23:59:59Z",
                "0|1970-01-01T00:00:00Z",
            })
    void readsIsoAndNumbers(String text, String instant) {
        assertThat(Timestamps.parse(text)).isEqualTo(Micros.of(Instant.parse(instant)));
    }

    @Test
    void readsTheWallClockOfAZoneWhereThereIsNoOffset() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Timestamps.parse("2026-07-01 12:00:00", berlin)).isEqualTo(micros("2026-07-01T10:00:00Z"));
        assertThat(Timestamps.parse("2026-07-01", berlin)).isEqualTo(micros("2026-06-30T22:00:00Z"));
        assertThat(Timestamps.parse("2026-10-25T02:30:00", berlin)).isEqualTo(micros("2026-10-25T00:30:00Z"));
        assertThat(Timestamps.parse("2026-03-29T02:30:00", berlin)).isEqualTo(micros("2026-03-29T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2017-13-01T00:00:00Z",
                "2017-02-30T00:00:00Z",
                "2017-02-20T24:00:00Z",
                "2017-02-20T10:60:00Z",
                "2017-02-2xT10:00:00Z",
                "2017-04-01T10:08:00",
                "2017-04-01",
                "NaN",
                "1e400",
                "99999999999999999999999999",
                "--1",
                "."
            })
    void refusesTheRestNamingIt(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timestamp");
    }

    @Test
    void saysWhatToAddToATimeWithoutOffset() {
        assertThatThrownBy(() -> Timestamps.parse("2017-04-01T10:08:00")).hasMessageContaining("end it with Z");
    }

    private static long micros(String instant) {
        return Micros.of(Instant.parse(instant));
    }
}
