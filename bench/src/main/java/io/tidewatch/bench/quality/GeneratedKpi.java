// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.time.Micros;
import java.util.Locale;
import java.util.Random;

/** Twelve weeks of five-minute points without any anomaly: every alert is a false one, and the truth of intervals is exact. */
final class GeneratedKpi {
    static final int A_DAY = 288;
    static final int DAYS = 84;
    private static final long START = 1_767_225_600L * Micros.SECOND;

    /** How the points scatter about the season. */
    enum Noise {
        NORMAL,
        /** Student's t with 4 degrees of freedom. */
        HEAVY,
        /** Gaussian with an autocorrelation of 0.6. */
        CORRELATED
    }

    private GeneratedKpi() {}

    static LabelledSeries of(Noise noise, long seed) {
        Random random = new Random(31 * seed + noise.ordinal());
        int n = DAYS * A_DAY;
        long[] times = new long[n];
        double[] values = new double[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
            times[i] = START + i * 5 * Micros.MINUTE;
            double season = 1 + 0.4 * Math.sin(2 * Math.PI * (i % A_DAY) / A_DAY);
            before = noise(noise, random, before);
            values[i] = 200 * season * (1 + 0.03 * before);
        }
        return new LabelledSeries(noise.name().toLowerCase(Locale.ROOT) + seed, times, values, new boolean[n]);
    }

    private static double noise(Noise noise, Random random, double before) {
        return switch (noise) {
            case NORMAL -> random.nextGaussian();
            case CORRELATED -> 0.6 * before + 0.8 * random.nextGaussian();
            case HEAVY -> {
                double chi = 0;
                for (int i = 0; i < 4; i++) {
                    double z = random.nextGaussian();
                    chi += z * z;
                }
                yield random.nextGaussian() / Math.sqrt(chi / 4);
            }
        };
    }
}
