// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.time.ZoneOffset;
import java.util.Random;

/** A series whose truth is known: a daily and a weekly season, and noise of standard deviation 1. */
final class KnownSeries {
    static final long HOUR = 3_600_000_000L;
    static final long START = 1_700_006_400_000_000L; // a midnight in UTC

    final long[] micros;
    final double[] truth;
    final double[] values;
    private final long step;

    KnownSeries(long seed, int rows, long step) {
        this.step = step;
        micros = new long[rows];
        truth = new double[rows];
        values = new double[rows];
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            micros[i] = START + i * step;
            double day = (double) micros[i] / Grid.DAY;
            truth[i] = 100 + 10 * Math.sin(2 * Math.PI * day) + 5 * Math.sin(2 * Math.PI * day / 7);
            values[i] = truth[i] + random.nextGaussian();
        }
    }

    static KnownSeries hourly(long seed, int days) {
        return new KnownSeries(seed, days * 24, HOUR);
    }

    /** Mean absolute distance of the forecast from the truth, the noise apart, over the rows from {@code from} on. */
    double error(SeriesForecast forecast, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(forecast.chosen().expected()[forecast.rowOf(micros[i])] - truth[i]);
        }
        return sum / (to - from);
    }

    History before(int row) {
        return new History(micros, values).first(row);
    }

    SeriesForecast forecast(int from, int to) {
        return Forecaster.standard().forecast(before(from), micros[from], micros[to - 1] + step, ZoneOffset.UTC);
    }
}
