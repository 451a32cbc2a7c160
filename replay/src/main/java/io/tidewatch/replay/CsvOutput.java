// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.time.Micros;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The three files of each series that {@code --out} asks for. */
final class CsvOutput {
    private CsvOutput() {}

    /** One row for each input row, in its order; time and value as they stand in the input. */
    static void scores(Path folder, InputSeries series, ReplayResult result) throws IOException {
        try (PrintWriter out = open(folder.resolve(series.name() + ".scores.csv"))) {
            out.print("timestamp,value,expected,lower,upper,score,alert\n");
            for (int row = 0; row < series.size(); row++) {
                out.print(series.timeTexts()[row]);
                out.print(',');
                out.print(series.valueTexts()[row]);
                out.print(',');
                out.print(number(result.expected[row]));
                out.print(',');
                out.print(number(result.lower[row]));
                out.print(',');
                out.print(number(result.upper[row]));
                out.print(',');
                out.print(result.score[row] == 0 ? "0" : Double.toString(result.score[row]));
                out.print(result.alert[row] ? ",1\n" : ",0\n");
            }
            check(out, series);
        }
    }

    static void alerts(Path folder, InputSeries series, ReplayResult result) throws IOException {
        try (PrintWriter out = open(folder.resolve(series.name() + ".alerts.csv"))) {
            out.print("opened,resolved,severity,peak_score,direction,why\n");
            for (AlertEvent alert : result.alerts()) {
                out.print(Micros.toInstant(alert.started()));
                out.print(',');
                out.print(
                        alert.resolved().isPresent()
                                ? Micros.toInstant(alert.resolved().getAsLong())
                                : "");
                out.print(',');
                out.print(alert.severity().name().toLowerCase(Locale.ROOT));
                out.print(',');
                out.print(alert.peakScore());
                out.print(alert.sign() < 0 ? ",down," : ",up,");
                out.print('"' + alert.why().replace("\"", "\"\"") + "\"\n");
            }
            check(out, series);
        }
    }

    /** What was beyond all remembered, one row each; no alerts. */
    static void notables(Path folder, InputSeries series, ReplayResult result) throws IOException {
        try (PrintWriter out = open(folder.resolve(series.name() + ".notable.csv"))) {
            out.print("at,stream,side,margin,value,why\n");
            for (Notable each : result.notables()) {
                out.print(Micros.toInstant(each.at()));
                out.print(',');
                out.print(each.stream().slug());
                out.print(each.sign() < 0 ? ",lowest," : ",highest,");
                out.print(each.margin());
                out.print(',');
                out.print(each.value());
                out.print(",\"" + each.sentence() + "\"\n");
            }
            check(out, series);
        }
    }

    /** A print writer keeps its errors to itself. */
    private static void check(PrintWriter out, InputSeries series) throws IOException {
        if (out.checkError()) {
            throw new IOException("the results of " + series.name() + " could not be written; is the disk full?");
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static PrintWriter open(Path file) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(file, UTF_8));
    }
}
