// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance(Tuning.with(Map.of("recordShare", 0.5)));

    @Test
    void aSeriesThatWasLongWatchedHasTheWholeShare() {
        long now = 400 * Micros.DAY;
        assertThat(chargeAll(now, 0, 8.1)).isEqualTo(4);
        assertThat(allowance.allows(now + Micros.DAY, 0, 8.1)).isFalse();
        assertThat(allowance.allows(now + 9 * Micros.DAY, 0, 8.1))
                .as("a quarter of the charges has faded: 28 ln(4/3) days are 8.1")
                .isTrue();
    }

    @Test
    void aYoungSeriesHasTheShareOfAWeek() {
        assertThat(chargeAll(Micros.DAY, 0, 16)).isEqualTo(2);
    }

    @Test
    void aBudgetTooSmallForOneAllowsNone() {
        assertThat(allowance.allows(400 * Micros.DAY, 0, 1.9)).isFalse();
    }

    @Test
    void goesOnWhereItWasSaved() {
        long now = 400 * Micros.DAY;
        chargeAll(now, 0, 8);
        StateWriter out = new StateWriter();
        allowance.write(out);
        Allowance restored = new Allowance(Tuning.with(Map.of("recordShare", 0.5)));
        restored.read(new StateReader(out.toBytes()));
        assertThat(restored.allows(now, 0, 8)).isFalse();
        assertThat(restored.allows(now, 0, 12)).isTrue();
    }

    private int chargeAll(long now, long watchedSince, double budget) {
        int charged = 0;
        while (allowance.allows(now, watchedSince, budget)) {
            allowance.charge(now);
            charged++;
        }
        return charged;
    }
}
