// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.scorer.detector.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replay said about each row, and the last event of each alert. */
final class ReplayResult implements ReplaySink {
    final double[] expected;
    final double[] lower;
    final double[] upper;
    final double[] score;
    final boolean[] alert;
    private final boolean notable;
    private final List<Notable> notables = new ArrayList<>();
    private final Map<String, AlertEvent> last = new LinkedHashMap<>();

    /** @param notable whether the score is the notable events' */
    ReplayResult(int rows, boolean notable) {
        this.notable = notable;
        expected = new double[rows];
        lower = new double[rows];
        upper = new double[rows];
        Arrays.fill(expected, Double.NaN);
        Arrays.fill(lower, Double.NaN);
        Arrays.fill(upper, Double.NaN);
        score = new double[rows];
        alert = new boolean[rows];
    }

    @Override
    public void scored(int row, Scored scored) {
        expected[row] = scored.expected;
        lower[row] = scored.lower;
        upper[row] = scored.upper;
        score[row] = notable ? scored.notableScore : scored.score;
        alert[row] = scored.alerting;
    }

    @Override
    public void skipped(int row) {
        score[row] = 0;
    }

    @Override
    public void alert(AlertEvent event) {
        last.put(event.alertId().value(), event);
    }

    @Override
    public void notable(Notable each) {
        notables.add(each);
    }

    /** In the order of time. */
    List<Notable> notables() {
        return notables;
    }

    /** In order of opening. */
    List<AlertEvent> alerts() {
        return new ArrayList<>(last.values());
    }
}
