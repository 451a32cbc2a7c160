// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** Whether a series is better modelled in logs: where its spread within a cycle grows with its mean. */
final class LogScale {
    private LogScale() {}

    static boolean fits(double[] y, int cycle) {
        for (double value : y) {
            if (!(value > 0)) {
                return false;
            }
        }
        int cycles = y.length / cycle;
        if (cycle < 3 || cycles < 4) {
            return false;
        }
        double[] mean = new double[cycles];
        double[] spread = new double[cycles];
        for (int c = 0; c < cycles; c++) {
            int from = y.length - (c + 1) * cycle;
            double sum = 0;
            double squares = 0;
            for (int i = from; i < from + cycle; i++) {
                sum += y[i];
            }
            double m = sum / cycle;
            for (int i = from; i < from + cycle; i++) {
                squares += (y[i] - m) * (y[i] - m);
            }
            mean[c] = Math.log(m);
            spread[c] = 0.5 * Math.log(Math.max(squares / cycle, 1e-12 * m * m));
        }
        double mx = Stats.mean(mean);
        double my = Stats.mean(spread);
        double xx = 0;
        double xy = 0;
        for (int c = 0; c < cycles; c++) {
            xx += (mean[c] - mx) * (mean[c] - mx);
            xy += (mean[c] - mx) * (spread[c] - my);
        }
        return Math.sqrt(xx / cycles) > 0.05 && xy / xx > 0.5;
    }
}
