// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.kpi.KpiKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoSeriesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private final List<DemoSeries> all = Catalogue.series();

    @Test
    void aDozenKindsWithLabelsCountsAndRatios() {
        assertThat(all.stream().map(DemoSeries::kpi).distinct()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(all.stream().map(DemoSeries::name).distinct()).hasSize(all.size());
        assertThat(all.stream().map(series -> series.kpi().kind())).contains(KpiKind.values());
    }

    @Test
    void valuesFollowTheClockAndStayPossible() {
        for (DemoSeries series : all) {
            double sum = 0;
            for (Instant time = NOW.minus(Duration.ofDays(7)); time.isBefore(NOW); time = time.plusSeconds(600)) {
                double value = series.at(time);
                assertThat(value).as(series.name()).isEqualTo(series.at(time)).isNotNegative();
                if (series.kpi().kind() == KpiKind.RATIO) {
                    assertThat(value).isLessThanOrEqualTo(1);
                }
                sum += value;
            }
            assertThat(sum / 1008).as(series.name()).isBetween(series.level() * 0.5, series.level() * 1.6);
        }
    }

    @Test
    void theScriptNamesSeriesThatExistAndTroubleIsNearTheStart() {
        List<String> names = all.stream().map(DemoSeries::name).toList();
        List<Incident> script = Script.from(NOW, all);
        assertThat(script).allMatch(incident -> names.contains(incident.series()));
        assertThat(script.stream().filter(incident -> incident.from().isBefore(NOW)))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(script.stream().map(Incident::shape).distinct()).hasSize(Shape.values().length);
    }

    @Test
    void theStreamIsWithoutGapsAndInOrder() {
        Stream stream =
                new Stream(new Sender(URI.create("http://127.0.0.1:1"), "x"), all, List.of(), InstantSource.fixed(NOW));
        Instant from = NOW.minus(Duration.ofHours(1));
        Instant middle = from.plusSeconds(1_234);
        int inParts = stream.between(from, middle).size()
                + stream.between(middle, NOW).size();
        assertThat(inParts).isEqualTo(stream.between(from, NOW).size());
        long everyMinute = all.stream()
                .filter(s -> s.kpi().step().equals(Duration.ofMinutes(1)))
                .count();
        assertThat(inParts).isEqualTo((int) (everyMinute * 60 + (all.size() - everyMinute) * 12));
    }
}
