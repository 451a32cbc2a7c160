// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.model.History;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * A series from a file with the header {@code timestamp,value} or {@code timestamp,value,label}; what the label says is
 * never read. An empty value is a missing one. Rows are put in time order.
 *
 * @param name the file's name without {@code .csv} or {@code .csv.gz}
 */
public record CsvSeries(String name, History history) {
    private record Row(long micros, double value) {}

    /** @throws TidewatchException if the file is missing, empty or has another header or an unreadable line */
    public static CsvSeries read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TidewatchException(ErrorCode.NOT_FOUND, file + ": there is no such file");
        }
        List<Row> rows = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        isZipped(file) ? new GZIPInputStream(raw, 1 << 16) : raw, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (header == null) {
                throw malformed(file + ": the file is empty; its first line must be timestamp,value[,label]");
            }
            checkHeader(file, header);
            String line;
            for (int number = 2; (line = lines.readLine()) != null; number++) {
                if (!line.isBlank()) {
                    rows.add(row(file, line, number));
                }
            }
        } catch (IOException e) {
            throw new TidewatchException(ErrorCode.MALFORMED, file + ": can't be read: " + e.getMessage(), e);
        }
        if (rows.stream().noneMatch(row -> Double.isFinite(row.value()))) {
            throw malformed(file + ": holds no value below its header");
        }
        rows.sort(Comparator.comparingLong(Row::micros));
        return new CsvSeries(
                nameOf(file),
                new History(
                        rows.stream().mapToLong(Row::micros).toArray(),
                        rows.stream().mapToDouble(Row::value).toArray()));
    }

    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        String plain = isZipped(file) ? name.substring(0, name.length() - 3) : name;
        return plain.toLowerCase(Locale.ROOT).endsWith(".csv") ? plain.substring(0, plain.length() - 4) : plain;
    }

    private static boolean isZipped(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private static void checkHeader(Path file, String header) {
        String plain = header.replace("\uFEFF", "").replace(" ", "").strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("timestamp,value") && !plain.startsWith("timestamp,value,")) {
            throw malformed(
                    file + ": line 1 must be timestamp,value or timestamp,value,label, not '" + cut(header) + "'");
        }
    }

    private static Row row(Path file, String line, int number) {
        int comma = line.indexOf(',');
        int end = comma < 0 ? -1 : line.indexOf(',', comma + 1);
        OptionalLong micros = comma < 0 ? OptionalLong.empty() : TimestampParser.micros(line.substring(0, comma));
        if (micros.isEmpty()) {
            throw malformed(file + ": line " + number
                    + " must begin with a time in ISO-8601 or epoch units and a comma, not '" + cut(line) + "'");
        }
        String text = line.substring(comma + 1, end < 0 ? line.length() : end).strip();
        return new Row(micros.getAsLong(), value(file, text, number));
    }

    private static double value(Path file, String text, int number) {
        if (text.isEmpty() || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw malformed(
                file + ": line " + number + ": the value must be a finite number or empty, not '" + cut(text) + "'");
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static TidewatchException malformed(String message) {
        return new TidewatchException(ErrorCode.MALFORMED, message);
    }
}
