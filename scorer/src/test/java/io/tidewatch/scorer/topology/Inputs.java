// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** What the scoring tests feed: a level of 100 with noise of 1, at one point a minute. */
final class Inputs {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final long START_MICROS = Micros.of(START);
    /** Points {@code SPIKE} to {@code SPIKE + SPIKE_LENGTH} are three times as high. */
    static final int SPIKE = 500;

    static final int SPIKE_LENGTH = 6;

    private Inputs() {}

    static GeneratedSeries series(int points) {
        return SeriesGenerator.seeded(42)
                .startingAt(START)
                .every(Duration.ofMinutes(1))
                .level(100)
                .noise(0.01)
                .dropAt(SPIKE, SPIKE_LENGTH, 3)
                .points(points);
    }

    static Forecast forecast(SeriesKey series, long version, long validFrom, double expected) {
        float[] steps = new float[3 * 24 * 60];
        Arrays.fill(steps, (float) expected);
        return forecast(series, version, validFrom, steps);
    }

    /** Expects another value of each minute. */
    static Forecast wavy(SeriesKey series, long version, long validFrom, double height) {
        float[] steps = new float[3 * 24 * 60];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (float) (100 + height * Math.sin(i / 50.0));
        }
        return forecast(series, version, validFrom, steps);
    }

    private static Forecast forecast(SeriesKey series, long version, long validFrom, float[] steps) {
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, 0.8f);
        return new Forecast(
                series,
                version,
                "test",
                START_MICROS,
                validFrom,
                START_MICROS + 3 * Micros.DAY,
                Micros.MINUTE,
                START_MICROS,
                ZoneId.of("UTC"),
                steps,
                new NoiseProfile(scale, 0.5f),
                new NoiseProfile(scale, 0.5f),
                new float[0],
                new float[0],
                List.of());
    }

    static Calibration calibration(long version, double intercept) {
        return new Calibration(version, intercept, 4, 0, List.of(), List.of(version), 0);
    }

    static Kpi kpi(String name, long version, boolean keepScores) {
        Kpi usual = Kpi.named(name);
        return new Kpi(
                name,
                version,
                "requests",
                "",
                "",
                usual.zone(),
                usual.step(),
                usual.kind(),
                usual.direction(),
                usual.lateLimit(),
                keepScores);
    }
}
