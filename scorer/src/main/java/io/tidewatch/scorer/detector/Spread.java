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
    /** A day of a series that is settling makes as much forgotten as so many later ones. */
    private static final double SETTLING_DAYS = 4;

    private final double level;
    private final float decay;
    private final float settlingDecay;
    private final float[] bins = new float[BINS];
    private double quantile = UNTIL_THEN;

    Spread(Tuning tuning) {
        level = tuning.boundsLevel();
        decay = (float) tuning.boundsDecay();
        settlingDecay = (float) Math.pow(tuning.boundsDecay(), SETTLING_DAYS);
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
        // With k points above it a quantile leaves k and a half beyond on average; with weights, half their mean weight
        // more.
        double beyond = Math.max((1 - level) * total - 0.5 / (1 + decay), 0.5 * (1 - level) * total);
        double sum = 0;
        int bin = BINS;
        while (bin > 1 && sum + bins[bin - 1] < beyond) {
            sum += bins[--bin];
        }
        double share = share(beyond, sum, bins[bin - 1]);
        int octave = (bin - 1) / PER_OCTAVE;
        double part = ((bin - 1) % PER_OCTAVE + 1 - share) / PER_OCTAVE;
        quantile = Math.scalb(1 + part, octave + LOWEST_OCTAVE);
    }

    /**
     * How deep in a bin the quantile lies, from its upper end. What lies beyond falls off exponentially within a bin: evenly spread
     * points would make the bounds too wide where the tail is thin.
     *
     * @param above points in the bins above this one
     */
    private static double share(double beyond, double above, double inside) {
        if (inside <= 0) {
            return 0;
        }
        return above > 0 ? Math.log(beyond / above) / Math.log((above + inside) / above) : (beyond - above) / inside;
    }

    /** @param settling while the nightly training sees more of the series from day to day: what strayed then says little */
    void forget(boolean settling) {
        float kept = settling ? settlingDecay : decay;
        for (int i = 0; i < BINS; i++) {
            bins[i] *= kept;
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
