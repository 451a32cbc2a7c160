// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.detection.Tuning;
import java.util.List;

/**
 * Fits one series' calibration to its verdicts: {@code logit = b + a ln(evidence / 4) + d sign} by maximum a posteriori. The
 * prior (0, 4, 0) means "evidence as it is"; the L2 penalty about it, {@code strength / 2 * |theta - prior|^2}, grows from the
 * strength for few verdicts to that for many, because a threshold fitted freely to one series overfits its few long events.
 */
public final class VerdictLogistic {
    private static final int PARAMETERS = 3;
    private static final int MAX_STEPS = 50;
    private static final double SMALL_STEP = 1e-10;
    /** Evidence above this says nothing more, and would rule the fit. */
    private static final double MAX_LOG_EVIDENCE = 3;

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
                .filter(e -> e.peakEvidence() > 0)
                .toList();
        double[] theta = maximise(taught, tuning);
        List<TimeRange> trueRanges = episodes.stream()
                .filter(e -> e.kind() == VerdictKind.TRUE_ANOMALY || e.kind() == VerdictKind.MISSED_ANOMALY)
                .map(LabelledEpisode::range)
                .toList();
        List<Long> ids = episodes.stream().map(LabelledEpisode::verdictId).toList();
        return new Calibration(version, theta[0], theta[1], theta[2], trueRanges, ids, newNormalFrom);
    }

    private static double[] maximise(List<LabelledEpisode> taught, Tuning tuning) {
        double[] prior = {0, tuning.verdictSlope(), 0};
        double[] theta = prior.clone();
        double n = taught.size();
        double strength =
                tuning.verdictFew() + (tuning.verdictMany() - tuning.verdictFew()) * n / (n + tuning.verdictHalf());
        for (int step = 0; step < MAX_STEPS && !taught.isEmpty(); step++) {
            double[] gradient = new double[PARAMETERS];
            double[][] hessian = new double[PARAMETERS][PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] = -strength * (theta[i] - prior[i]);
                hessian[i][i] = strength;
            }
            for (LabelledEpisode episode : taught) {
                add(episode, theta, gradient, hessian);
            }
            double[] move = solve(hessian, gradient);
            double size = 0;
            for (int i = 0; i < PARAMETERS; i++) {
                theta[i] += move[i];
                size = Math.max(size, Math.abs(move[i]));
            }
            if (size < SMALL_STEP) {
                break;
            }
        }
        // A slope of 0 or less would call the weaker evidence the likelier; no verdicts can mean that.
        theta[1] = Math.max(1, theta[1]);
        return theta;
    }

    private static void add(LabelledEpisode episode, double[] theta, double[] gradient, double[][] hessian) {
        double[] x = {1, Math.min(MAX_LOG_EVIDENCE, Math.log(episode.peakEvidence() / 4)), episode.sign()};
        double logit = theta[0] + theta[1] * x[1] + theta[2] * x[2];
        double p = 1 / (1 + Math.exp(-logit));
        double label = episode.kind() == VerdictKind.TRUE_ANOMALY ? 1 : 0;
        double curvature = Math.max(1e-6, p * (1 - p));
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] += (label - p) * x[i];
            for (int j = 0; j < PARAMETERS; j++) {
                hessian[i][j] += curvature * x[i] * x[j];
            }
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
