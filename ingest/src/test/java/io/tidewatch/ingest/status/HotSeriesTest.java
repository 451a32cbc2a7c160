// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HotSeriesTest {
    @Test
    void findsTheHottestAmongManyWithFewCounters() {
        long seed = 9;
        Random random = new Random(seed);
        HotSeries hot = new HotSeries();
        for (int i = 0; i < 60_000; i++) {
            int series = i % 3 == 0 ? random.nextInt(5) : 5 + random.nextInt(5_000);
            hot.add(new SeriesKey("kpi", Labels.of("s", Integer.toString(series))), 1, 0);
        }
        assertThat(hot.top(5)).as("seed %d", seed).hasSize(5).allSatisfy(one -> {
            assertThat(one.series()).matches("kpi\\{s=\"[0-4]\"}");
            assertThat(one.points() - one.error()).isLessThanOrEqualTo(4_400);
            assertThat(one.points()).isGreaterThan(3_600);
        });
        hot.add(SeriesKey.of("other"), 1, 3_600_000_000L);
        assertThat(hot.top(1).getFirst().points()).isLessThan(2_300);
    }
}
