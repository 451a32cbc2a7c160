// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.replay.Oracle;
import java.util.Arrays;
import java.util.Optional;

/** Answers from the labels of the first half: true where the alert overlaps a labelled row, else false. */
final class LabelOracle implements Oracle {
    private final LabelledSeries series;
    private final long until;
    private final int most;
    private int given;

    /** @param most verdicts at most, the last alerts before {@code until} are not known beforehand: the first ones count */
    LabelOracle(LabelledSeries series, long until, int most) {
        this.series = series;
        this.until = until;
        this.most = most;
    }

    @Override
    public Optional<VerdictKind> verdict(AlertEvent resolved) {
        if (resolved.at() >= until || given >= most) {
            return Optional.empty();
        }
        given++;
        int row = Math.abs(Arrays.binarySearch(series.times(), resolved.started()));
        for (; row < series.size() && series.times()[row] < resolved.at(); row++) {
            if (series.labels()[row]) {
                return Optional.of(VerdictKind.TRUE_ANOMALY);
            }
        }
        return Optional.of(VerdictKind.FALSE_ALARM);
    }
}
