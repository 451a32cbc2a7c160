// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.time.ZoneOffset;
import java.util.List;

/** Forecasts that nobody trained. */
public final class TestForecasts {
    private TestForecasts() {}

    /** Three hours, valid for a day. */
    public static Forecast flat(SeriesKey series, long version, long trainedTo) {
        NoiseProfile noise = new NoiseProfile(new float[NoiseProfile.BUCKETS], 1);
        return new Forecast(
                series,
                version,
                "test",
                trainedTo,
                trainedTo,
                trainedTo + Micros.DAY,
                Micros.HOUR,
                trainedTo,
                ZoneOffset.UTC,
                new float[] {1, 2, 3},
                noise,
                noise,
                new float[0],
                new float[0],
                List.of());
    }
}
