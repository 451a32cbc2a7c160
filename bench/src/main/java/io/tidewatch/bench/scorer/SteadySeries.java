// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Series at a level of 100 with noise of 1, one point a minute; nothing is kept of them but their keys. */
final class SteadySeries {
    private static final String KPI = "many";
    private static final long MIDNIGHT = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    /** So soon after midnight that a series which is too new for a checkpoint holds no more of its forecast than an old one. */
    private static final long START = MIDNIGHT + 2 * Micros.HOUR;
    /** What a night's forecast holds: two days from 03:00, and the hours since midnight. */
    private static final int STEPS = 51 * 60;

    private final byte[][] keys;
    private final SplittableRandom random = new SplittableRandom(42);

    SteadySeries(int count) {
        keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = series(i).id().key();
        }
    }

    byte[] key(int i) {
        return keys[i];
    }

    private static SeriesKey series(int i) {
        return new SeriesKey(KPI, Labels.of("n", Integer.toString(i)));
    }

    /** Its scores are not kept, as with so many series. */
    static SettingsMessage settings() {
        Kpi usual = Kpi.named(KPI);
        return new SettingsMessage.OfKpi(new Kpi(
                KPI,
                1,
                "",
                "",
                "",
                usual.zone(),
                usual.step(),
                usual.kind(),
                usual.direction(),
                usual.lateLimit(),
                false));
    }

    byte[] points(int i, int minute, int count) {
        long[] times = new long[count];
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            times[k] = START + (minute + k) * Micros.MINUTE;
            values[k] = 100 + random.nextGaussian();
        }
        return PointsCodec.encode(new SeriesPoints(series(i), Origin.LIVE, times, values));
    }

    byte[] forecast(int i) {
        float[] expected = new float[STEPS];
        for (int k = 0; k < STEPS; k++) {
            // No two alike, so that compression finds no more than in life.
            expected[k] = 100 + random.nextFloat();
        }
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, 0.8f);
        NoiseProfile noise = new NoiseProfile(scale, 0.5f);
        float[] habit = new float[Forecast.HABITS];
        Arrays.fill(habit, 2f);
        return ForecastCodec.encode(new Forecast(
                series(i),
                1,
                "bench",
                MIDNIGHT,
                MIDNIGHT,
                MIDNIGHT + STEPS * Micros.MINUTE,
                Micros.MINUTE,
                MIDNIGHT,
                ZoneOffset.UTC,
                expected,
                noise,
                noise,
                habit,
                new float[0],
                List.of()));
    }
}
