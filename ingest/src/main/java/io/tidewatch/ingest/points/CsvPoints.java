// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.csv.CsvRows;
import io.tidewatch.core.csv.LineTooLong;
import io.tidewatch.core.csv.SeriesCsv;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Timestamps;
import io.tidewatch.ingest.refusal.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CSV in two forms. With the query parameter {@code kpi} the rows are {@code timestamp,value} of one series, and other columns
 * are ignored. With a column {@code kpi} each row names its own, and every further column is a label, absent where it is empty.
 */
final class CsvPoints {
    private static final String RAISE = " The limit is tidewatch.ingest.max-line-bytes.";

    private final CsvRows rows;
    private final Intake intake;
    private final @Nullable ZoneId zone;
    private final Optional<String> kpi;
    private final Map<String, String> labels;
    private final int kpiColumn;
    private final int timestamp;
    private final int value;

    /** @throws TidewatchException MALFORMED where the body is empty or the header is another */
    CsvPoints(InputStream body, RequestQuery query, int maxLineBytes, Intake intake) throws IOException {
        this.rows = new CsvRows(body, maxLineBytes);
        this.intake = intake;
        this.zone = query.zone().orElse(null);
        this.kpi = query.kpi();
        this.labels = query.labels();
        this.kpiColumn = rows.column("kpi");
        this.timestamp = rows.column("timestamp");
        this.value = rows.column("value");
        if (timestamp < 0 || value < 0) {
            throw malformed("line 1 must name the columns timestamp,value or kpi,timestamp,value,<labels…>; it says "
                    + shortened(String.join(",", rows.header())));
        }
        if (kpi.isEmpty() && kpiColumn < 0) {
            throw malformed("name the KPI: by the query parameter kpi for all rows, or in a column kpi");
        }
    }

    void read() throws IOException {
        while (true) {
            try {
                if (!rows.next()) {
                    return;
                }
                row();
            } catch (IllegalArgumentException e) {
                intake.refuse(rows.line(), Cause.MALFORMED, String.valueOf(e.getMessage()), rows::raw);
            } catch (LineTooLong e) {
                intake.refuse(rows.line(), Cause.TOO_LARGE, e.getMessage() + RAISE, rows::raw);
            }
        }
    }

    private void row() {
        if (rows.columns() > rows.header().size()) {
            throw new IllegalArgumentException("the row has " + rows.columns() + " fields and the header "
                    + rows.header().size() + "; put fields with commas in double quotes");
        }
        String text = rows.field(value).strip();
        if (text.isEmpty()) {
            intake.skip();
            return;
        }
        long time = Timestamps.parse(rows.field(timestamp), zone);
        double number = parsed(text);
        intake.point(
                rows.line(),
                kpi.orElseGet(() -> rows.field(kpiColumn).strip()),
                kpi.isPresent() ? labels : rowLabels(),
                time,
                number);
    }

    /** NaN and the infinities are numbers here, so that they are refused as what they are. */
    private static double parsed(String text) {
        return switch (text) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "+Infinity", "inf", "+inf", "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> SeriesCsv.number(text);
        };
    }

    private Map<String, String> rowLabels() {
        Map<String, String> found = new LinkedHashMap<>(labels);
        for (int i = 0; i < rows.header().size(); i++) {
            if (i != kpiColumn && i != timestamp && i != value) {
                found.put(rows.header().get(i), rows.field(i));
            }
        }
        return found;
    }

    private static TidewatchException malformed(String message) {
        return new TidewatchException(ErrorCode.MALFORMED, message);
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
