// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandsTest {
    /** The Saturday before summer time begins in Berlin, which is an hour ahead of UTC, and two on Sunday night. */
    private static final long FROM = Micros.of(Instant.parse("2026-03-28T22:00:00Z"));

    private static final long MONDAY = Micros.of(Instant.parse("2026-03-29T22:00:00Z"));

    @Test
    void theBoundsOfTheLocalWeekdayAreDrawn() {
        int hours = 26;
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, 1);
        NoiseProfile noise = new NoiseProfile(scale, 1);
        Forecast forecast = new Forecast(
                SeriesKey.of("signups"),
                1,
                "test",
                FROM,
                FROM,
                FROM + hours * Micros.HOUR,
                Micros.HOUR,
                FROM,
                ZoneId.of("Europe/Berlin"),
                new float[hours],
                noise,
                noise,
                new float[0],
                new float[0],
                List.of(new IntervalQuantile(0.99, -4, 4, 0b001_1111), new IntervalQuantile(0.99, -1, 1, 0b110_0000)));
        Bands bands = new Bands(FROM, FROM + hours * Micros.HOUR, 500);
        bands.forecast(List.of(forecast), FROM);
        ChartData.Band band = bands.all().getFirst();
        double unit = forecast.futureScale(0);
        assertThat(band.time()).hasSize(hours);
        for (int hour = 0; hour < hours; hour++) {
            boolean monday = FROM + hour * Micros.HOUR >= MONDAY;
            assertThat(band.upper()[hour]).as("hour %d", hour).isEqualTo(monday ? 4 * unit : unit);
        }
    }
}
