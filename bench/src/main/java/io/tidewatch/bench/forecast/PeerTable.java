// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.forecaster.backtest.Measures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sets the chosen forecast beside R's methods, each on the folds that it was given. */
final class PeerTable {
    private final PrintWriter out;
    private final Map<String, Measures.Summary> ours;

    PeerTable(PrintWriter out, Map<String, Measures.Summary> ours) {
        this.out = out;
        this.ours = ours;
    }

    void print(PeerResults peers) {
        peers.byMethod().forEach((method, folds) -> {
            double[] their = new double[PeerResults.MEASURES];
            double[] own = new double[PeerResults.MEASURES];
            int count = 0;
            Map<String, double[]> bySeries = new TreeMap<>();
            for (Map.Entry<String, double[]> fold : folds.entrySet()) {
                Measures.Summary mine = ours.get(fold.getKey());
                if (mine != null) {
                    double[] row = row(mine);
                    add(their, fold.getValue());
                    add(own, row);
                    String series = fold.getKey().substring(0, fold.getKey().lastIndexOf('#'));
                    double[] pair = bySeries.computeIfAbsent(series, key -> new double[2]);
                    pair[0] += row[0];
                    pair[1] += fold.getValue()[0];
                    count++;
                }
            }
            line(method, their, count);
            line("ours, same folds", own, count);
            long ahead =
                    bySeries.values().stream().filter(pair -> pair[0] < pair[1]).count();
            out.printf(
                    Locale.ROOT, "ahead of %s on %d of %d series, %d folds%n", method, ahead, bySeries.size(), count);
            bySeries.forEach((series, pair) -> {
                if (pair[0] >= pair[1]) {
                    out.printf(Locale.ROOT, "  behind on %s by %.1f %%%n", series, 100 * (pair[0] / pair[1] - 1));
                }
            });
            out.println();
        });
        out.flush();
    }

    private void line(String name, double[] sums, int count) {
        out.printf(
                Locale.ROOT,
                "%-18s MASE %.3f  sMAPE %.2f  pinball %.4f  in 80 %% %.3f  in 95 %% %.3f  MSIS %.2f  CPU %.1f ms%n",
                name,
                sums[0] / count,
                sums[1] / count,
                sums[2] / count,
                sums[3] / count,
                sums[4] / count,
                sums[5] / count,
                sums[6] / count);
    }

    private static void add(double[] sums, double[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i];
        }
    }

    private static double[] row(Measures.Summary s) {
        return new double[] {s.mase(), s.smape(), s.pinball(), s.inside80(), s.inside95(), s.msis(), s.cpuMillis()};
    }
}
