// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints a table of measures for each series and, for several, their means. */
public final class ReportTable {
    private final PrintWriter out;
    private final Map<String, List<Measures.Summary>> bySource = new LinkedHashMap<>();
    private final Map<String, Integer> wins = new TreeMap<>();
    private int series;

    public ReportTable(PrintWriter out) {
        this.out = out;
    }

    public void add(String name, Scoreboard board, boolean print) {
        series++;
        Map<String, Measures.Summary> rows = new LinkedHashMap<>();
        board.candidates().forEach((candidate, measures) -> rows.put(candidate, measures.summary()));
        rows.put("chosen", board.chosen().summary());
        rows.forEach((candidate, summary) ->
                bySource.computeIfAbsent(candidate, key -> new ArrayList<>()).add(summary));
        board.wins().forEach((candidate, count) -> wins.merge(candidate, count, Integer::sum));
        if (print) {
            header(name);
            rows.forEach(this::line);
            chosen(board.wins());
        }
    }

    /** The mean over series of each measure. */
    public void means() {
        header("mean of " + series + " series");
        bySource.forEach((candidate, all) -> line(candidate, mean(all)));
        chosen(wins);
    }

    public Map<String, List<Measures.Summary>> bySource() {
        return bySource;
    }

    private void chosen(Map<String, Integer> counts) {
        out.println("chosen in folds: " + counts);
        out.println();
        out.flush();
    }

    private void header(String title) {
        out.println(title);
        out.printf(
                Locale.ROOT,
                "%-18s %8s %8s %8s %8s %8s %8s %9s%n",
                "candidate",
                "MASE",
                "sMAPE %",
                "pinball",
                "in 80 %",
                "in 95 %",
                "MSIS",
                "CPU ms");
    }

    private void line(String candidate, Measures.Summary s) {
        out.printf(
                Locale.ROOT,
                "%-18s %8.3f %8.2f %8.4f %8.3f %8.3f %8.2f %9.2f%n",
                candidate,
                s.mase(),
                s.smape(),
                s.pinball(),
                s.inside80(),
                s.inside95(),
                s.msis(),
                s.cpuMillis());
    }

    private static Measures.Summary mean(List<Measures.Summary> all) {
        return new Measures.Summary(
                all.stream().mapToDouble(Measures.Summary::mase).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::smape).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::pinball).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::inside80).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::inside95).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::msis).average().orElse(Double.NaN),
                all.stream().mapToDouble(Measures.Summary::cpuMillis).average().orElse(Double.NaN),
                all.stream().mapToInt(Measures.Summary::points).sum());
    }
}
