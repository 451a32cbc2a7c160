// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.core.csv.SeriesCsv;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.model.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A series from a file with the header {@code timestamp,value} or {@code timestamp,value,label}; what the label says
 * changes nothing. An empty value is a missing one. Rows are put in time order.
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
        try (SeriesCsv csv = SeriesCsv.open(file, ZoneOffset.UTC)) {
            while (csv.next()) {
                rows.add(new Row(csv.timeMicros(), csv.value()));
            }
        } catch (IOException e) {
            throw new TidewatchException(ErrorCode.MALFORMED, file + ": can't be read: " + e.getMessage(), e);
        }
        if (rows.stream().noneMatch(row -> Double.isFinite(row.value()))) {
            throw new TidewatchException(ErrorCode.MALFORMED, file + ": holds no value below its header");
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
        String plain = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.toLowerCase(Locale.ROOT).endsWith(".csv") ? plain.substring(0, plain.length() - 4) : plain;
    }
}
