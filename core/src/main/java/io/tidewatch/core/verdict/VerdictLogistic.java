// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.detection.Tuning;
import java.util.List;

/**
 * Fits one series' calibration to its verdicts: the logit that an alert is true, {@code b + a ln(evidence / reference) + d sign},
 * by maximum a posteriori. An alert is worth raising from a logit of {@code -lean} on: most people rather look at a few alerts too
 * many than miss an event. The reference is the geometric mean of the thresholds that the alerts were raised at, so that the prior
 * (-lean, 4, 0) means "the threshold is right as it is"; reference and lean are folded into the intercept of the result, which is
 * relative to evidence 4 and to what is worth raising. The L2 penalty about the prior, {@code strength / 2 * |theta - prior|^2},
 * grows from the strength for few verdicts to that for many: a threshold fitted freely to one series overfits its few long events.
 * Where the verdicts leave no doubt, the threshold goes further than that prior would let it ({@link Worthless}).
 */
public final class VerdictLogistic {
    private static final int PARAMETERS = 3;
    private static final int MAX_STEPS = 50;
    private static final int MAX_HALVINGS = 30;
    private static final double SMALL_STEP = 1e-10;
    /** A weaker slope would call almost any evidence enough, or none. */
    private static final double LEAST_SLOPE = 0.3;

    private VerdictLogistic() {}

    /** With the committed constants. */
    public static Calibration fit(List<LabelledEpisode> episodes, long version, long newNormalFrom) {
        return fit(episodes, version, newNormalFrom, Tuning.DEFAULT);
    }

    /**
     * Pure: the same episodes in the same order give the same bits.
     *
     * @param episodes one for each alert or marked range with a verdict in force, in order of their start
     * @param version of the calibration, from 1
     * @param newNormalFrom UTC microseconds; 0 where never
     * @return whose true ranges are those of TRUE_ANOMALY and MISSED_ANOMALY
     */
    public static Calibration fit(List<LabelledEpisode> episodes, long version, long newNormalFrom, Tuning tuning) {
        List<LabelledEpisode> taught = episodes.stream()
                .filter(e -> e.kind() == VerdictKind.TRUE_ANOMALY || e.kind() == VerdictKind.FALSE_ALARM)
                .filter(e -> e.peakEvidence() > 0 && e.threshold() > 0)
                .toList();
        double logs = 0;
        for (LabelledEpisode episode : taught) {
            logs += Math.log(episode.threshold() / 4);
        }
        double reference = taught.isEmpty() ? 0 : logs / taught.size();
        double[] theta = maximise(taught, reference, tuning);
        // A slope near or under 0 would call the weaker evidence the likelier; no verdicts can mean that.
        double slope = Math.max(LEAST_SLOPE, theta[1]);
        double intercept = theta[0] + tuning.verdictLean() - slope * reference;
        double worthless = Worthless.upTo(taught, tuning);
        if (worthless > 0) {
            intercept = Math.min(intercept, -Math.abs(theta[2]) - slope * Math.log(worthless / 4));
        }
        List<TimeRange> trueRanges = episodes.stream()
                .filter(e -> e.kind() == VerdictKind.TRUE_ANOMALY || e.kind() == VerdictKind.MISSED_ANOMALY)
                .map(LabelledEpisode::range)
                .toList();
        List<Long> ids = episodes.stream().map(LabelledEpisode::verdictId).toList();
        return new Calibration(version, intercept, slope, theta[2], trueRanges, ids, newNormalFrom);
    }

    private static double[] maximise(List<LabelledEpisode> taught, double reference, Tuning tuning) {
        double[] prior = {-tuning.verdictLean(), tuning.verdictSlope(), 0};
        double n = taught.size();
        double strength =
                tuning.verdictFew() + (tuning.verdictMany() - tuning.verdictFew()) * n / (n + tuning.verdictHalf());
        Posterior posterior = new Posterior(taught, reference, prior, strength);
        double[] theta = prior.clone();
        double value = posterior.at(theta);
        for (int step = 0; step < MAX_STEPS && !taught.isEmpty(); step++) {
            double[] move = posterior.newtonStep(theta);
            double part = 1;
            double[] next = moved(theta, move, part);
            // Far from the top a whole step may overshoot.
            for (int i = 0; i < MAX_HALVINGS && posterior.at(next) < value; i++) {
                part /= 2;
                next = moved(theta, move, part);
            }
            value = posterior.at(next);
            theta = next;
            if (part * Math.max(Math.abs(move[0]), Math.max(Math.abs(move[1]), Math.abs(move[2]))) < SMALL_STEP) {
                break;
            }
        }
        return theta;
    }

    private static double[] moved(double[] theta, double[] move, double part) {
        return new double[] {theta[0] + part * move[0], theta[1] + part * move[1], theta[2] + part * move[2]};
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Posterior(List<LabelledEpisode> taught, double reference, double[] prior, double strength) {
        double at(double[] theta) {
            double value = 0;
            for (int i = 0; i < PARAMETERS; i++) {
                value -= strength / 2 * (theta[i] - prior[i]) * (theta[i] - prior[i]);
            }
            for (LabelledEpisode episode : taught) {
                double logit = logit(theta, features(episode));
                value -= isTrue(episode) ? softplus(-logit) : softplus(logit);
            }
            return value;
        }

        double[] newtonStep(double[] theta) {
            double[] gradient = new double[PARAMETERS];
            double[][] hessian = new double[PARAMETERS][PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] = -strength * (theta[i] - prior[i]);
                hessian[i][i] = strength;
            }
            for (LabelledEpisode episode : taught) {
                double[] x = features(episode);
                double p = 1 / (1 + Math.exp(-logit(theta, x)));
                for (int i = 0; i < PARAMETERS; i++) {
                    gradient[i] += ((isTrue(episode) ? 1 : 0) - p) * x[i];
                    for (int j = 0; j < PARAMETERS; j++) {
                        hessian[i][j] += p * (1 - p) * x[i] * x[j];
                    }
                }
            }
            return solve(hessian, gradient);
        }

        private double[] features(LabelledEpisode episode) {
            return new double[] {1, Math.log(episode.peakEvidence() / 4) - reference, episode.sign()};
        }

        private static boolean isTrue(LabelledEpisode episode) {
            return episode.kind() == VerdictKind.TRUE_ANOMALY;
        }

        private static double logit(double[] theta, double[] x) {
            return theta[0] * x[0] + theta[1] * x[1] + theta[2] * x[2];
        }

        private static double softplus(double x) {
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
    }

    /** Gaussian elimination; the penalty on the diagonal keeps every pivot positive. */
    private static double[] solve(double[][] a, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < PARAMETERS; i++) {
            for (int row = i + 1; row < PARAMETERS; row++) {
                double factor = a[row][i] / a[i][i];
                for (int column = i; column < PARAMETERS; column++) {
                    a[row][column] -= factor * a[i][column];
                }
                x[row] -= factor * x[i];
            }
        }
        for (int i = PARAMETERS - 1; i >= 0; i--) {
            for (int column = i + 1; column < PARAMETERS; column++) {
                x[i] -= a[i][column] * x[column];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
