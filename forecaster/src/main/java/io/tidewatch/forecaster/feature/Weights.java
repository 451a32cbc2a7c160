// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

/**
 * How much each point of a history counts in training, in multiples of the median point: as much as its denominator where the
 * series is a ratio whose denominator is known, else as much as any other. Weighted are what says where a ratio lies: means over
 * slots, rows and blocks, the medians of the profiles, the effects of events, and the errors by which methods are chosen; and what
 * models without weights see of a light row is steadied by the days before. Not weighted are noise, habits and intervals: a point
 * to come strays as far as its own denominator lets it, and by night that is far.
 */
public final class Weights {
    /** Each point counts as much as any other. */
    public static final Weights EQUAL = new Weights(0, new double[0]);

    private final int from;
    private final double[] weight;

    /** @param weight of the points from {@code from} on */
    Weights(int from, double[] weight) {
        this.from = from;
        this.weight = weight;
    }

    /** Of a point by its position in the history's arrays. */
    public double of(int point) {
        return weight.length == 0 ? 1 : weight[point - from];
    }
}
