// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.kpi.KpiKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    private static final Instant NOW = Instant.parse("2026-11-17T13:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "41, 41",
        "0.701, 0.701",
        "4.126, 4.13",
        "1361.4, 1_360",
        "3944, 3_940",
        "1234567, 1_230_000",
        "-12.34, −12.3",
        "0.00012345, 0.000123",
        "99.96, 100",
        "NaN, no data",
        "Infinity, no data"
    })
    void aValueHasThreeDigitsAndThinSpaces(double value, String text) {
        assertThat(Numbers.value(value)).isEqualTo(thin(text));
    }

    @ParameterizedTest
    @CsvSource({"1361, 1_361", "999, 999", "1000000, 1_000_000", "2.5, 2", "-1361, −1_361"})
    void aCountKeepsEveryDigit(double value, String text) {
        assertThat(Numbers.count(value)).isEqualTo(thin(text));
    }

    @Test
    void aRangeIsRoundedAtOnePlace() {
        assertThat(Numbers.like(0.701, 1.08)).isEqualTo("0.7");
        assertThat(Numbers.like(1826, 2672)).isEqualTo(thin("1_830"));
        assertThat(Numbers.like(0, 0)).isEqualTo("0");
        assertThat(Numbers.like(Double.NaN, 1)).isEqualTo("no data");
    }

    @Test
    void aFindingSaysValueAndRangeWithTheirUnit() {
        Units signups = new Units("signups per 10 min", KpiKind.COUNT);
        assertThat(signups.finding(41, 118, 164)).isEqualTo("41 signups per 10 min, expected 118 to 164");
        assertThat(signups.shortFinding(41, 118, 164)).isEqualTo("41 per 10 min, expected 118 to 164");
        assertThat(new Units("ms", KpiKind.GAUGE).finding(812, 240, 410)).isEqualTo("812 ms, expected 240 to 410 ms");
        assertThat(new Units("ms", KpiKind.GAUGE).finding(812, Double.NaN, Double.NaN))
                .isEqualTo("812 ms");
        assertThat(new Units("", KpiKind.COUNT).finding(Double.NaN, 2050, 2480))
                .isEqualTo(thin("no data, expected 2_050 to 2_480"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "6600, 1 h 50 min",
        "7200, 2 h",
        "86399, 23 h",
        "86400, 1 d",
        "93600, 1 d 2 h",
        "259200, 3 d"
    })
    void aDurationIsInWords(long seconds, String words) {
        assertThat(Spans.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void aTimeIsRelativeAndExactInItsZone() {
        Moment moment = Moment.of(Instant.parse("2026-11-17T11:40:00Z"), NOW, BERLIN);
        assertThat(moment.ago()).isEqualTo("1 h 50 min ago");
        assertThat(moment.clock()).isEqualTo("12:40");
        assertThat(moment.exact()).isEqualTo("Tue 17 Nov 2026 12:40:00 Europe/Berlin");
        assertThat(moment.iso()).isEqualTo("2026-11-17T11:40:00Z");
        assertThat(Moment.of(NOW.minusSeconds(86_400 * 3), NOW, BERLIN).clock()).isEqualTo("Sat 14 Nov 14:30");
        assertThat(Moment.of(NOW.minusSeconds(86_400L * 400), NOW, BERLIN).clock())
                .isEqualTo("13 Oct 2025 15:30");
        assertThat(Spans.ago(NOW.plusSeconds(1500), NOW)).isEqualTo("in 25 min");
        assertThat(Spans.ago(NOW.minusSeconds(20), NOW)).isEqualTo("just now");
    }

    private static String thin(String text) {
        return text.replace('_', Numbers.THIN_SPACE);
    }
}
