// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.incident.Deviation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static Deviation of(String country, String plan, double actual, double expected) {
        SeriesKey key = new SeriesKey("signups", new Labels(Map.of("country", country, "plan", plan)));
        return new Deviation(key, 10, actual, expected);
    }

    private static Kpi counts() {
        Kpi kpi = Kpi.named("signups");
        return new Kpi(
                kpi.name(),
                kpi.version(),
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone(),
                kpi.step(),
                KpiKind.COUNT,
                Direction.BOTH,
                kpi.lateLimit(),
                kpi.keepScores());
    }

    @Test
    void namesTheCountryThatExplainsTheDrop() {
        List<Breakdown> found = Breakdown.of(
                counts(),
                List.of(
                        of("DE", "free", 100, 900),
                        of("DE", "pro", 40, 90),
                        of("FR", "free", 480, 500),
                        of("FR", "pro", 55, 50)));
        assertThat(found).extracting(Breakdown::label).containsExactly("country", "plan");
        Breakdown byCountry = found.getFirst();
        assertThat(byCountry.total()).isEqualTo(-865);
        assertThat(byCountry.parts().getFirst().value()).isEqualTo("DE");
        assertThat(byCountry.parts().getFirst().share()).isCloseTo(850 / 865.0, within(1e-12));
        assertThat(byCountry.parts().stream().mapToDouble(Breakdown.Part::share).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void whatDoesNotTellSeriesApartExplainsNothing() {
        assertThat(Breakdown.of(counts(), List.of(of("DE", "free", 1, 2)))).isEmpty();
        assertThat(Breakdown.of(counts(), List.of())).isEmpty();
    }
}
