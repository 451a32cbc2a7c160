// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.NoiseProfile;
import java.util.Arrays;

/** Collects the residuals about one running level by day and half hour, and makes the noise profile of them. */
final class NoiseTrainer {
    private static final double LEAST = 1e-12;

    private final Tuning tuning;
    private final RunningLevel level;
    private final double[][] sum;
    private final int[][] count;
    private final double[] squares;
    private final int[] points;
    private double weighted;
    private double weights;
    private boolean started;

    NoiseTrainer(double rate, int days, Tuning tuning) {
        this.tuning = tuning;
        level = new RunningLevel(rate, tuning);
        sum = new double[days][NoiseProfile.BUCKETS];
        count = new int[days][NoiseProfile.BUCKETS];
        squares = new double[days];
        points = new int[days];
    }

    void shift(double by) {
        level.shift(by);
    }

    void add(int day, int halfHour, double residual, double weight, boolean counts) {
        if (!started) {
            started = true;
            level.start(residual, 0, 1);
            return;
        }
        // Until the noise is known a residual must not be clipped against it.
        double scale = level.count() < 60 ? Math.abs(residual - level.level()) : 0;
        level.update(residual, Math.max(LEAST, scale));
        if (counts) {
            double e = level.residual();
            double size = Math.min(Math.abs(e), tuning.clip() * level.sigma());
            sum[day][halfHour] += size;
            weighted += weight * size;
            weights += weight;
            count[day][halfHour]++;
            squares[day] += e * e;
            points[day]++;
        }
    }

    /** What the last value strayed from the level. */
    double residual() {
        return level.residual();
    }

    /** The mean absolute residual, clipped and weighted, over everything that counts; not a number of nothing. */
    double mean() {
        return weights == 0 ? Double.NaN : weighted / weights;
    }

    NoiseProfile profile() {
        double[] scale = new double[NoiseProfile.BUCKETS];
        for (int bucket = 0; bucket < scale.length; bucket++) {
            scale[bucket] = scale(bucket);
        }
        double typical = median(scale);
        float[] floored = new float[scale.length];
        for (int bucket = 0; bucket < scale.length; bucket++) {
            double known = Double.isNaN(scale[bucket]) ? typical : scale[bucket];
            floored[bucket] = (float) Math.max(known, tuning.scaleShare() * typical);
        }
        return new NoiseProfile(floored, (float) tail());
    }

    private double scale(int bucket) {
        double[] byDay = new double[sum.length];
        for (int day = 0; day < sum.length; day++) {
            double total = 0;
            int n = 0;
            for (int near = bucket - 1; near <= bucket + 1; near++) {
                int wrapped = Math.floorMod(near, NoiseProfile.BUCKETS);
                total += sum[day][wrapped];
                n += count[day][wrapped];
            }
            byDay[day] = n == 0 ? Double.NaN : total / n;
        }
        return median(byDay);
    }

    /** Most anomalies are rare bursts; a scale that knows the bursts of ordinary days stays calm about them. */
    private double tail() {
        double[] rms = new double[squares.length];
        for (int day = 0; day < rms.length; day++) {
            rms[day] = points[day] == 0 ? Double.NaN : Math.sqrt(squares[day] / points[day]);
        }
        double typical = median(rms);
        return Double.isNaN(typical) ? 0 : tuning.tailShare() * typical / RunningLevel.TO_SIGMA;
    }

    /** Of the numbers; not a number where there is none. */
    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
