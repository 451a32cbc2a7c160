// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.forecaster.model.CandidateForecast;
import io.tidewatch.forecaster.model.History;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes folds as CSV: one line a point for the chosen candidate, and where asked one for each other candidate. */
final class ResultFile {
    static final String HEADER = "timestamp,actual,expected,lower,upper,fold,model";
    private static final double LEVEL = 0.95;

    private ResultFile() {}

    /** The file appears whole or not at all. */
    static void write(Path file, History history, List<Backtest.Fold> folds, boolean all) throws IOException {
        Path parts = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(parts, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            out.write('\n');
            for (Backtest.Fold fold : folds) {
                CandidateForecast chosen = fold.forecast().chosen();
                lines(out, history, fold, chosen);
                if (all) {
                    for (CandidateForecast candidate : fold.forecast().candidates()) {
                        if (candidate != chosen) {
                            lines(out, history, fold, candidate);
                        }
                    }
                }
            }
        }
        Files.move(parts, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void lines(BufferedWriter out, History history, Backtest.Fold fold, CandidateForecast candidate)
            throws IOException {
        for (int i = fold.from(); i < fold.to(); i++) {
            int row = Backtest.clampRow(fold.forecast().rowOf(history.micros()[i]), candidate);
            double actual = history.values()[i];
            out.write(Backtest.time(history.micros()[i])
                    + ','
                    + (Double.isFinite(actual) ? number(actual) : "")
                    + ','
                    + number(candidate.expected()[row])
                    + ','
                    + number(candidate.lower(row, LEVEL))
                    + ','
                    + number(candidate.upper(row, LEVEL))
                    + ','
                    + fold.number()
                    + ','
                    + candidate.name()
                    + '\n');
        }
    }

    private static String number(double value) {
        return Double.toString(value);
    }
}
