// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.detection;

/**
 * An exponential level with the noise about it. A residual moves the level by at most {@code clip} standard deviations, so that
 * an anomaly does not become the new normal within minutes. Reused for each point; allocates nothing.
 */
public final class RunningLevel {
    /** Mean absolute value of a Gaussian, inverted: what turns a mean absolute residual into a standard deviation. */
    public static final double TO_SIGMA = 1.2533;

    private final double rate;
    private final double noiseRate;
    private final double clip;

    private double level;
    private double noise;
    private long count;
    private double residual;
    private double sigma;

    public RunningLevel(double rate, Tuning tuning) {
        this.rate = rate;
        this.noiseRate = tuning.noiseRate();
        this.clip = tuning.clip();
    }

    /**
     * Starts (again) at a level.
     *
     * @param noise mean absolute residual about it
     * @param count how many points it was taken from; few let the level move faster at first
     */
    public void start(double level, double noise, long count) {
        this.level = level;
        this.noise = noise;
        this.count = count;
    }

    /** Moves the level without it being news: the profile under it has moved the other way. */
    public void shift(double by) {
        level += by;
    }

    /**
     * Takes the next value.
     *
     * @param scale the least mean absolute residual to assume, positive
     */
    public void update(double value, double scale) {
        count++;
        residual = value - level;
        sigma = TO_SIGMA * Math.max(scale, noise);
        double limit = clip * sigma;
        double clipped = Math.max(-limit, Math.min(limit, residual));
        double first = 1.0 / count;
        level += Math.max(rate, first) * clipped;
        noise += Math.max(noiseRate, first) * (Math.abs(clipped) - noise);
    }

    /** The last value less the level before it. */
    public double residual() {
        return residual;
    }

    /** The standard deviation that the last residual was measured with. */
    public double sigma() {
        return sigma;
    }

    public double z() {
        return residual / sigma;
    }

    public double level() {
        return level;
    }

    public double noise() {
        return noise;
    }

    public long count() {
        return count;
    }
}
