// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.SeriesKey;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final int STEP = 60;
    private static final int ORIGIN = 1_000;
    private final Forecast whole = forecast(10);

    @Test
    void aPartSaysTheSameOfItsTimesAndNothingOfOthers() {
        Forecast part = whole.between(ORIGIN + 2 * STEP + 1, ORIGIN + 5 * STEP);
        for (int time = ORIGIN + 2 * STEP; time < ORIGIN + 5 * STEP; time++) {
            assertThat(part.expectedAt(time)).isEqualTo(whole.expectedAt(time));
        }
        assertThat(part.expectedAt(ORIGIN + 2 * STEP - 1)).isNaN();
        assertThat(part.expectedAt(ORIGIN + 5 * STEP)).isNaN();
        assertThat(part.validTo()).isEqualTo(whole.validTo());
    }

    @Test
    void aPartThatHoldsAllIsTheWhole() {
        assertThat(whole.between(Long.MIN_VALUE, Long.MAX_VALUE)).isSameAs(whole);
    }

    @Test
    void aPartBeforeOrAfterAllStepsHasTheNearestOne() {
        assertThat(whole.between(Long.MIN_VALUE, ORIGIN - 5).expected()).containsExactly(0f);
        assertThat(whole.between(Long.MAX_VALUE - 1, Long.MAX_VALUE).expected()).containsExactly(9f);
    }

    private static Forecast forecast(int steps) {
        float[] expected = new float[steps];
        for (int i = 0; i < steps; i++) {
            expected[i] = i;
        }
        NoiseProfile noise = new NoiseProfile(new float[NoiseProfile.BUCKETS], 1);
        return new Forecast(
                SeriesKey.of("requests"),
                1,
                "test",
                ORIGIN,
                ORIGIN,
                ORIGIN + (long) steps * STEP,
                STEP,
                ORIGIN,
                ZoneOffset.UTC,
                expected,
                noise,
                noise,
                new float[0],
                new float[0],
                List.of());
    }
}
