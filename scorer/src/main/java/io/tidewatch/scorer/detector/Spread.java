// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.Tuning;
import java.util.Arrays;

/**
 * How often healthy points lie how many scales away: a histogram of |z| with 8 bins an octave that forgets by the day. Its
 * quantile sets the width of the bounds served.
 */
final class Spread {
    private static final int PER_OCTAVE = 8;
    private static final int LOWEST_OCTAVE = -4;
    private static final int BINS = 10 * PER_OCTAVE;
    private static final double ENOUGH = 300;
    private static final double UNTIL_THEN = 3;

    private final double level;
    private final float decay;
    private final float[] bins = new float[BINS];
    private double quantile = UNTIL_THEN;

    Spread(Tuning tuning) {
        level = tuning.boundsLevel();
        decay = (float) tuning.boundsDecay();
    }

    void add(double z) {
        // Exponent and the first three bits of the fraction: an octave in 8 equal parts, without a logarithm.
        int octave = Math.getExponent(z) - LOWEST_OCTAVE;
        int part = (int) (Double.doubleToRawLongBits(z) >>> (52 - 3)) & (PER_OCTAVE - 1);
        bins[Math.max(0, Math.min(BINS - 1, octave * PER_OCTAVE + part))]++;
    }

    /** Takes the quantile of what was seen so far. */
    void refresh() {
        double total = 0;
        for (float bin : bins) {
            total += bin;
        }
        if (total < ENOUGH) {
            return;
        }
        double beyond = (1 - level) * total;
        double sum = 0;
        int bin = BINS;
        while (bin > 1 && sum + bins[bin - 1] < beyond) {
            sum += bins[--bin];
        }
        double share = bins[bin - 1] > 0 ? (beyond - sum) / bins[bin - 1] : 0;
        int octave = (bin - 1) / PER_OCTAVE;
        double part = ((bin - 1) % PER_OCTAVE + 1 - share) / PER_OCTAVE;
        quantile = Math.scalb(1 + part, octave + LOWEST_OCTAVE);
    }

    void forget() {
        for (int i = 0; i < BINS; i++) {
            bins[i] *= decay;
        }
    }

    double quantile() {
        return quantile;
    }

    void clear() {
        Arrays.fill(bins, 0);
        quantile = UNTIL_THEN;
    }

    void write(StateWriter out) {
        out.put(bins).put(quantile);
    }

    void read(StateReader in) {
        in.get(bins);
        quantile = in.getDouble();
    }
}
