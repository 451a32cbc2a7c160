// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
    @Test
    void agreesWithPublishedValues() {
        // E.g. Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        is(Wilson.of(81, 263), 0.2553, 0.3662);
        is(Wilson.of(15, 148), 0.0624, 0.1605);
        is(Wilson.of(0, 20), 0, 0.1611);
        is(Wilson.of(1, 29), 0.0061, 0.1718);
    }

    @Test
    void mirrorsAndStaysWithinZeroAndOne() {
        is(Wilson.of(20, 20), 1 - 0.1611, 1);
        assertThat(Wilson.of(20, 20).high()).isEqualTo(1);
        assertThat(Wilson.of(0, 1).low()).isZero();
        assertThatThrownBy(() -> Wilson.of(2, 1)).hasMessageContaining("2 in 1");
        assertThatThrownBy(() -> Wilson.of(0, 0)).hasMessageContaining("0 in 0");
    }

    private static void is(Wilson interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }
}
