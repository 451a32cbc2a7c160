// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KpiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"signups", "checkout.errors/checkout.requests", "api:latency-p99", "_x", "größe.mm", "ışık"})
    void acceptsNamesOfMonitoringTools(String name) {
        assertThat(Kpi.named(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "9lives", "a b", "a{b}", "a\"", "<script>", "a\nb"})
    void refusesOtherNamesAndSaysWhatTheyMayHold(String name) {
        assertThatThrownBy(() -> Kpi.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts with a letter");
    }

    @Test
    void refusesANameThatIsTooLongInBytes() {
        assertThatThrownBy(() -> Kpi.named("ü".repeat(129))).hasMessageContaining("at most 256 bytes");
    }

    @Test
    void onlyARatioHasADenominatorAndNeverItself() {
        assertThat(kpi(KpiKind.RATIO, "visits").denominator()).contains("visits");
        assertThatThrownBy(() -> kpi(KpiKind.COUNT, "visits"))
                .hasMessage(
                        "only a ratio has a denominator: leave \"visits\" out, or make the kind ratio instead of count");
        assertThatThrownBy(() -> kpi(KpiKind.RATIO, "conversion"))
                .hasMessageContaining("must be another KPI, not itself");
        assertThatThrownBy(() -> kpi(KpiKind.RATIO, "9visits")).hasMessageContaining("starts with a letter");
    }

    private static Kpi kpi(KpiKind kind, String denominator) {
        return new Kpi(
                "conversion",
                1,
                "",
                "",
                "",
                ZoneOffset.UTC,
                Optional.empty(),
                kind,
                Optional.of(denominator),
                Direction.DOWN,
                Kpi.DEFAULT_LATE_LIMIT,
                true);
    }

    @Test
    void hurtsOnTheSideOfItsDirectionOnly() {
        assertThat(Direction.DOWN.hurts(-1)).isTrue();
        assertThat(Direction.DOWN.hurts(1)).isFalse();
        assertThat(Direction.UP.hurts(1)).isTrue();
        assertThat(Direction.BOTH.hurts(-1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 10_001})
    void refusesABudgetThatIsNone(double budget) {
        assertThatThrownBy(() -> new Detector.Adaptive("k/adaptive", "k", 1, true, budget, 0, 0))
                .hasMessageContaining("0.1 to 10000");
    }
}
