// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A day of many series, each value a function of the seed, the series and the step, so that nothing need be kept: a tide, noise,
 * a handful of incidents, here and there a spike. Two models a series, the second valid from noon, and verdicts on every tenth.
 */
final class Day {
    static final String KPI = "exact";
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));

    final int series;
    final int steps;
    final long step;
    private final long seed;
    private final SeriesKey[] keys;

    Day(int series, int stepMinutes, long seed) {
        this.series = series;
        this.seed = seed;
        step = stepMinutes * Micros.MINUTE;
        steps = (int) (Micros.DAY / step);
        keys = new SeriesKey[series];
        for (int i = 0; i < series; i++) {
            keys[i] = new SeriesKey(KPI, Labels.of("n", Integer.toString(i)));
        }
    }

    SeriesKey key(int i) {
        return keys[i];
    }

    long time(int k) {
        return START + k * step;
    }

    double value(int i, int k) {
        SplittableRandom point = new SplittableRandom(seed * 31 + i * 1_000_003L + k * 7_919L);
        double noise = point.nextGaussian();
        double spike = point.nextInt(900) == 0 ? (point.nextBoolean() ? 12 : -12) : 0;
        SplittableRandom own = new SplittableRandom(seed + i);
        double incident = 0;
        if (own.nextInt(3) == 0) {
            int from = steps / 3 + own.nextInt(steps / 2);
            int length = 2 + own.nextInt(8);
            double height = (own.nextBoolean() ? 1 : -1) * (6 + 20 * own.nextDouble());
            incident = k >= from && k < from + length ? height : 0;
        }
        return 100 + 10 * Math.sin(2 * Math.PI * k / steps) + noise + spike + incident;
    }

    /** In how many steps a point arrives later than it should; none in the last quarter, so that everything settles. */
    int delay(int i, int k) {
        SplittableRandom random = new SplittableRandom(seed * 17 + i * 999_983L + k * 104_729L);
        int hour = (int) (Micros.HOUR / step);
        return k < steps * 3 / 4 && random.nextInt(5) == 0 ? 1 + random.nextInt(hour) : 0;
    }

    Forecast forecast(int i, int version) {
        float[] expected = new float[2 * steps];
        for (int k = 0; k < expected.length; k++) {
            expected[k] = (float) (100 + (version == 1 ? 9 : 10.5) * Math.sin(2 * Math.PI * k / steps));
        }
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, version == 1 ? 0.9f : 0.75f);
        NoiseProfile noise = new NoiseProfile(scale, 0.4f);
        return new Forecast(
                keys[i],
                version,
                "bench",
                START,
                version == 1 ? START : START + Micros.DAY / 2,
                START + 2 * Micros.DAY,
                step,
                START,
                ZoneOffset.UTC,
                expected,
                noise,
                noise,
                new float[0],
                new float[0],
                List.of());
    }

    /** Every tenth series has verdicts, twice in the day. */
    boolean judged(int i) {
        return i % 10 == 3;
    }

    Calibration calibration(int i, int version) {
        SplittableRandom random = new SplittableRandom(seed * 13 + i * 31L + version);
        return new Calibration(
                version,
                random.nextDouble() * 2 - 1.5,
                3 + 2 * random.nextDouble(),
                random.nextDouble() - 0.5,
                List.of(),
                List.of((long) version),
                0);
    }
}
