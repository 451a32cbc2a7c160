// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The measures of each candidate and of the chosen one, and how often each was chosen. */
public final class Scoreboard {
    private final Map<String, Measures> candidates = new LinkedHashMap<>();
    private final Map<String, Integer> wins = new TreeMap<>();
    private final Measures chosen = new Measures();

    Measures of(String candidate) {
        return candidates.computeIfAbsent(candidate, name -> new Measures());
    }

    public Measures chosen() {
        return chosen;
    }

    void won(String candidate) {
        wins.merge(candidate, 1, Integer::sum);
    }

    public Map<String, Measures> candidates() {
        return candidates;
    }

    public Map<String, Integer> wins() {
        return wins;
    }
}
