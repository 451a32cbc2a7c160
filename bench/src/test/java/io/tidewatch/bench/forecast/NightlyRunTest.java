// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NightlyRunTest {
    @Test
    void aRunThatIsKilledTwiceCompletesAndShowsNoHalfModel() throws Exception {
        NightlyRun.Result result = NightlyRun.run(600, 1, 2, 1, 1).getFirst();
        assertThat(result.complete()).isTrue();
        assertThat(result.halves()).isZero();
        assertThat(result.again())
                .as("each kill has the one series under way trained again at most")
                .isBetween(0L, 2L);
    }
}
