// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** The scale on which a series is modelled, so that its noise is as wide by night as by day. */
enum Link {
    NONE {
        @Override
        double to(double value) {
            return value;
        }

        @Override
        double from(double value) {
            return value;
        }
    },
    /** Where the spread grows with the mean. */
    LOG {
        @Override
        double to(double value) {
            return Math.log(value);
        }

        @Override
        double from(double value) {
            return Math.exp(value);
        }
    },
    /** Of counts, zeros among them, whose variance grows with the mean (Anscombe 1948). */
    ROOT {
        @Override
        double to(double value) {
            return Math.sqrt(value + 0.375);
        }

        @Override
        double from(double value) {
            double root = Math.max(value, Math.sqrt(0.375));
            return root * root - 0.375;
        }
    };

    /** By how much the log of the spread grows with the log of the mean: 1 for multiples, one half for counts. */
    private static final double LOG_SLOPE = 0.5;

    private static final double ROOT_SLOPE = 0.25;

    abstract double to(double value);

    abstract double from(double value);

    double[] to(double[] values) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = to(values[i]);
        }
        return scaled;
    }

    double[] from(double[] values) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = from(values[i]);
        }
        return scaled;
    }

    static Link of(double[] y, int cycle) {
        boolean positive = true;
        boolean count = true;
        for (double value : y) {
            positive &= value > 0;
            count &= value >= 0 && value == Math.rint(value);
        }
        double slope = positive || count ? slope(y, cycle) : 0;
        if (positive && slope > LOG_SLOPE) {
            return LOG;
        }
        return count && !positive && slope > ROOT_SLOPE ? ROOT : NONE;
    }

    /** Of the log of the spread within a cycle over the log of its mean; 0 where too little is known of it. */
    private static double slope(double[] y, int cycle) {
        int cycles = y.length / cycle;
        if (cycle < 2 || cycles < 4) {
            return 0;
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
            mean[c] = Math.log(Math.max(m, 1e-9));
            spread[c] = 0.5 * Math.log(Math.max(squares / cycle, 1e-12 * m * m + 1e-18));
        }
        double mx = Stats.mean(mean);
        double my = Stats.mean(spread);
        double xx = 0;
        double xy = 0;
        for (int c = 0; c < cycles; c++) {
            xx += (mean[c] - mx) * (mean[c] - mx);
            xy += (mean[c] - mx) * (spread[c] - my);
        }
        return Math.sqrt(xx / cycles) > 0.05 ? xy / xx : 0;
    }
}
