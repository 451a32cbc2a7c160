// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.SeriesFit;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.precision.Wilson;
import io.tidewatch.feedback.verdict.WhatIf;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.verdict.Standing;
import java.util.List;

/** What the verdicts of a KPI say so far, and what one more would add. */
record KpiState(List<Standing> standing, long trueLabels, long falseLabels) {
    /** Alerts are alike where their evidence over the threshold differs by no more than this factor. */
    private static final double ALIKE = 1.3;

    Question question(Alert alert, Calibration now) {
        AlertEvent event = alert.last();
        double chance = chance(event, now);
        int likeTrue = 0;
        int likeFalse = 0;
        for (Standing other : standing) {
            if (alike(other, event)) {
                likeTrue += other.kind() == VerdictKind.TRUE_ANOMALY ? 1 : 0;
                likeFalse += other.kind() == VerdictKind.FALSE_ALARM ? 1 : 0;
            }
        }
        return new Question(
                alert,
                chance,
                narrowing(trueLabels, falseLabels, chance),
                chance * move(alert, VerdictKind.TRUE_ANOMALY, now)
                        + (1 - chance) * move(alert, VerdictKind.FALSE_ALARM, now),
                trueLabels,
                falseLabels,
                likeTrue,
                likeFalse);
    }

    /** By how much one more verdict, true with this chance, is expected to narrow the interval; counts may be expected ones. */
    static double narrowing(double trueLabels, double falseLabels, double chance) {
        double n = trueLabels + falseLabels;
        double after = chance * Wilson.width(trueLabels + 1, n + 1) + (1 - chance) * Wilson.width(trueLabels, n + 1);
        return Math.max(0, Wilson.width(trueLabels, n) - after);
    }

    /** Without verdicts an alert at its threshold is just worth raising, whatever the threshold. */
    private static double chance(AlertEvent event, Calibration now) {
        return now.version() == 0
                ? now.probability(4 * event.peakEvidence() / Math.max(event.threshold(), 1e-9), event.sign())
                : now.probability(event.peakEvidence(), event.sign());
    }

    /** How far the threshold would move, as a share of it. */
    private double move(Alert alert, VerdictKind kind, Calibration now) {
        AlertEvent event = alert.last();
        Calibration after = SeriesFit.of(
                        alert.series().id(),
                        WhatIf.given(alert, kind, standing).stream()
                                .map(Standing::ofKpi)
                                .toList(),
                        now.version() + 1)
                .calibration();
        double before = now.threshold(event.threshold(), event.sign());
        double then = after.threshold(event.threshold(), event.sign());
        return before > 0 && then > 0 ? Math.abs(Math.log(then / before)) : 0;
    }

    private static boolean alike(Standing other, AlertEvent event) {
        if (other.threshold() <= 0 || event.threshold() <= 0) {
            return false;
        }
        double ratio = (other.peakEvidence() / other.threshold()) / (event.peakEvidence() / event.threshold());
        return ratio <= ALIKE && ratio >= 1 / ALIKE;
    }
}
