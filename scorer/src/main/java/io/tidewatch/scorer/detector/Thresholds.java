// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.verdict.Calibration;

/** The evidence from which on a point alerts, by the false-alert budget and by verdicts. It changes only when refreshed. */
final class Thresholds {
    private final Tuning tuning;
    private final Peaks peaks;
    private double byBudget;
    private double verdictAbove;
    private double verdictBelow;

    Thresholds(Tuning tuning) {
        this.tuning = tuning;
        peaks = new Peaks(tuning);
        byBudget = tuning.thresholdFloor();
    }

    /** @param sign of the deviation, 1 or -1 */
    double at(int sign) {
        return Math.max(byBudget, byVerdicts(sign));
    }

    /** How much more than the floor verdicts ask for on this side; at least 1. */
    double asked(int sign) {
        return Math.max(1, byVerdicts(sign) / tuning.thresholdFloor());
    }

    /** The evidence from which on, by the verdicts, an alert is likely enough to be true; 0 without verdicts. */
    private double byVerdicts(int sign) {
        return sign < 0 ? verdictBelow : verdictAbove;
    }

    /** @param gap peaks closer than this are one */
    void add(long time, double evidence, int sign, long gap) {
        peaks.add(time, evidence, sign, gap);
    }

    void nextDay(long days) {
        peaks.nextDay(days);
    }

    void refresh(long time, long watchedSince, double budget, Calibration calibration) {
        verdictAbove = calibration.threshold(0, 1);
        verdictBelow = calibration.threshold(0, -1);
        double floor = calibration.floor(tuning.thresholdFloor(), tuning.verdictFloor());
        byBudget = peaks.threshold(time, watchedSince, budget, calibration, floor);
    }

    /** "A new normal from here": the peaks of the old one say nothing. */
    void restart() {
        peaks.clear();
        byBudget = tuning.thresholdFloor();
    }

    void write(StateWriter out) {
        out.put(byBudget).put(verdictAbove).put(verdictBelow);
    }

    void read(StateReader in) {
        byBudget = in.getDouble();
        verdictAbove = in.getDouble();
        verdictBelow = in.getDouble();
    }

    Peaks peaks() {
        return peaks;
    }
}
