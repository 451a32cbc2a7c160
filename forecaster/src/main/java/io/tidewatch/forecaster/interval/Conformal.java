// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.interval;

import java.util.Arrays;

/**
 * Prediction intervals from the errors of forecasts made at past origins: a scale for each step of the horizon, and
 * quantiles of the scaled errors pooled over all steps.
 */
public final class Conformal {
    private static final double SYMMETRIC = 0.75;
    private static final double DECAY = 0.97;

    private final double[] scale;
    private final double[] sorted;
    private final double[] sortedAbsolute;
    private final double recent;

    private Conformal(double[] scale, double[] sorted, double[] sortedAbsolute, double recent) {
        this.scale = scale;
        this.sorted = sorted;
        this.sortedAbsolute = sortedAbsolute;
        this.recent = recent;
    }

    /**
     * @param residuals actual - expected for each past origin, oldest first, and step; not a number where unknown
     * @param slack an error so small that it never matters: the intervals' least half width
     */
    public static Conformal of(double[][] residuals, int horizon, double slack) {
        double[] scale = scales(residuals, horizon, slack);
        double[] scaled = new double[residuals.length * horizon];
        int n = 0;
        double total = 0;
        double last = 0;
        int lastCount = 0;
        for (int o = 0; o < residuals.length; o++) {
            for (int k = 0; k < horizon; k++) {
                double r = residuals[o][k];
                if (Double.isFinite(r)) {
                    scaled[n++] = r / scale[k];
                    total += Math.abs(r / scale[k]);
                    if (o >= residuals.length - 3) {
                        last += Math.abs(r / scale[k]);
                        lastCount++;
                    }
                }
            }
        }
        double[] sorted = Arrays.copyOf(scaled, n);
        double[] absolute = Arrays.stream(sorted).map(Math::abs).toArray();
        Arrays.sort(sorted);
        Arrays.sort(absolute);
        double ratio = lastCount == 0 || !(total > 0) ? 1 : (last / lastCount) / (total / n);
        return new Conformal(scale, sorted, absolute, Math.clamp(ratio, 0.4, 2.5));
    }

    private static double[] scales(double[][] residuals, int horizon, double slack) {
        double[] sum = new double[horizon];
        double[] weights = new double[horizon];
        double weight = 1;
        double allSum = 0;
        double allWeights = 0;
        for (int o = residuals.length - 1; o >= 0; o--, weight *= DECAY) {
            for (int k = 0; k < horizon; k++) {
                double r = residuals[o][k];
                if (Double.isFinite(r)) {
                    sum[k] += weight * Math.abs(r);
                    weights[k] += weight;
                    allSum += weight * Math.abs(r);
                    allWeights += weight;
                }
            }
        }
        double pooled = allWeights > 0 ? allSum / allWeights : 0;
        double[] scale = new double[horizon];
        int reach = Math.max(1, horizon / 24);
        for (int k = 0; k < horizon; k++) {
            double s = 3 * pooled;
            double w = 3;
            for (int j = Math.max(0, k - reach); j <= Math.min(horizon - 1, k + reach); j++) {
                double near = 1 - Math.abs(j - k) / (reach + 1.0);
                s += near * sum[j];
                w += near * weights[j];
            }
            scale[k] = Math.max(s / w, slack);
        }
        return scale;
    }

    public double scale(int step) {
        return scale[step];
    }

    /** How many scales below the expected value the interval of this level begins; at most 0. */
    public double lower(double level) {
        return -bound(level, false);
    }

    /** How many scales above the expected value the interval of this level ends. */
    public double upper(double level) {
        return bound(level, true);
    }

    /** Mean 95 % interval score (Gneiting and Raftery 2007) of past residuals; not a number of none. */
    public double score(double[][] residuals) {
        double below = lower(0.95);
        double above = upper(0.95);
        double sum = 0;
        int count = 0;
        for (double[] path : residuals) {
            for (int k = 0; k < path.length; k++) {
                if (Double.isFinite(path[k])) {
                    double r = path[k] / scale[k];
                    sum += scale[k] * (above - below + 40 * (Math.max(0, below - r) + Math.max(0, r - above)));
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private double bound(double level, boolean up) {
        if (sorted.length == 0) {
            return 3;
        }
        double symmetric = quantile(sortedAbsolute, level);
        double p = (1 + level) / 2;
        double oneSided = up ? quantile(sorted, p) : -quantile(sorted, 1 - p);
        double q = SYMMETRIC * symmetric + (1 - SYMMETRIC) * Math.max(0, oneSided);
        return q * inflation(level) * Math.pow(recent, 0.25);
    }

    private static double inflation(double level) {
        return level <= 0.8 ? 1.05 : 1.05 + 0.07 * (level - 0.8) / 0.15;
    }

    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
