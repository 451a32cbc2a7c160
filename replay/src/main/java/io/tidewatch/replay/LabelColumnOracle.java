// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;

/** Answers from a file's label column about alerts that resolved before a time: true where a labelled row lies within. */
final class LabelColumnOracle implements Oracle {
    private final InputSeries series;
    private final long until;

    LabelColumnOracle(InputSeries series, long until) {
        this.series = series;
        this.until = until;
    }

    @Override
    public Optional<VerdictKind> verdict(AlertEvent resolved) {
        if (resolved.at() >= until) {
            return Optional.empty();
        }
        for (int row = 0; row < series.size(); row++) {
            if (series.labels()[row]
                    && series.times()[row] >= resolved.started()
                    && series.times()[row] < resolved.at()) {
                return Optional.of(VerdictKind.TRUE_ANOMALY);
            }
        }
        return Optional.of(VerdictKind.FALSE_ALARM);
    }
}
