// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.forecaster.model.CandidateForecast;

/**
 * Sums of forecast errors over points. MASE, MSIS and pinball loss are in units of the naive error of the history (the
 * mean absolute difference to a season before), so that series can be averaged; of a constant history they are 0 where
 * the forecast was right and not a number where it was not.
 */
public final class Measures {
    private static final double[] QUANTILES = {0.025, 0.1, 0.5, 0.9, 0.975};

    private double absolute;
    private double smape;
    private double pinball;
    private double interval;
    private int inside80;
    private int inside95;
    private int points;
    private long cpuNanos;
    private int forecasts;

    /** @param naiveError the scale of this fold; 0 for a constant history */
    public void add(CandidateForecast forecast, int row, double actual, double naiveError) {
        double expected = forecast.expected()[row];
        double low = forecast.lower(row, 0.95);
        double high = forecast.upper(row, 0.95);
        double error = Math.abs(actual - expected);
        absolute += ratio(error, naiveError, actual);
        double size = Math.abs(actual) + Math.abs(expected);
        smape += size > 0 ? 200 * error / size : 0;
        double width = high - low + 40 * Math.max(0, low - actual) + 40 * Math.max(0, actual - high);
        interval += ratio(width, naiveError, actual);
        double loss = 0;
        for (double p : QUANTILES) {
            double level = Math.abs(2 * p - 1);
            double quantile = p == 0.5 ? expected : p < 0.5 ? forecast.lower(row, level) : forecast.upper(row, level);
            loss += Math.max(p * (actual - quantile), (p - 1) * (actual - quantile));
        }
        pinball += ratio(loss / QUANTILES.length, naiveError, actual);
        inside80 += actual >= forecast.lower(row, 0.8) && actual <= forecast.upper(row, 0.8) ? 1 : 0;
        inside95 += actual >= low && actual <= high ? 1 : 0;
        points++;
    }

    public void cpu(long nanos) {
        cpuNanos += nanos;
        forecasts++;
    }

    private static double ratio(double error, double scale, double actual) {
        if (scale > 0) {
            return error / scale;
        }
        return error <= 1e-6 * (1 + Math.abs(actual)) ? 0 : Double.NaN;
    }

    public Summary summary() {
        return new Summary(
                absolute / points,
                smape / points,
                pinball / points,
                (double) inside80 / points,
                (double) inside95 / points,
                interval / points,
                cpuNanos / 1e6 / forecasts,
                points);
    }

    /**
     * Means over points; {@code cpuMillis} over forecasts.
     *
     * @param pinball mean over the quantiles 2.5, 10, 50, 90 and 97.5 %, in naive errors
     */
    public record Summary(
            double mase,
            double smape,
            double pinball,
            double inside80,
            double inside95,
            double msis,
            double cpuMillis,
            int points) {}
}
