// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Timestamps;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked: one row for each series and time, in one of the ways of MLflow's scoring server.
 *
 * @param level of the interval, over 0 and under 1
 */
record Question(List<Row> rows, double level) {
    static final int MOST_ROWS = 100_000;
    private static final double USUAL_LEVEL = 0.95;
    private static final String SERIES = "series";
    private static final String TIME = "timestamp";

    /** @param time UTC microseconds */
    record Row(SeriesKey series, long time) {}

    /** Reads {@code dataframe_split}, {@code dataframe_records} or {@code instances}, and {@code params.level}. */
    static Question of(JsonNode body) {
        List<Row> rows = new ArrayList<>();
        if (body.has("dataframe_split")) {
            split(body.path("dataframe_split"), rows);
        } else if (body.has("dataframe_records") || body.has("instances")) {
            JsonNode records = body.has("instances") ? body.path("instances") : body.path("dataframe_records");
            for (JsonNode each : records) {
                rows.add(row(each.path(SERIES).asText(), each.path(TIME).asText(), rows.size()));
            }
        } else {
            throw wrong(
                    "the body holds one of dataframe_split, dataframe_records and instances, with the columns series"
                            + " and timestamp");
        }
        double level = body.path("params").path("level").asDouble(USUAL_LEVEL);
        if (!(level > 0 && level < 1)) {
            throw wrong("params.level lies between 0 and 1, not at " + level);
        }
        return new Question(rows, level);
    }

    /** Reads rows of CSV with a header. A comma within quotes belongs to the series. */
    static Question of(String csv) {
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int series = column(header, SERIES);
        int time = column(header, TIME);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != header.size()) {
                throw wrong("row " + rows.size() + " has " + cells.size() + " cells, not " + header.size());
            }
            rows.add(row(cells.get(series), cells.get(time), rows.size()));
        }
        return new Question(rows, USUAL_LEVEL);
    }

    private static void split(JsonNode split, List<Row> rows) {
        List<String> columns = new ArrayList<>();
        split.path("columns").forEach(column -> columns.add(column.asText()));
        int series = column(columns, SERIES);
        int time = column(columns, TIME);
        for (JsonNode each : split.path("data")) {
            rows.add(row(each.path(series).asText(), each.path(time).asText(), rows.size()));
        }
    }

    private static int column(List<String> columns, String name) {
        int found = columns.indexOf(name);
        if (found < 0) {
            throw wrong("there is no column " + name + ", only " + columns);
        }
        return found;
    }

    private static Row row(String series, String time, int number) {
        if (number >= MOST_ROWS) {
            throw wrong("more than " + MOST_ROWS + " rows; ask in parts");
        }
        try {
            return new Row(SeriesKey.parse(series), Timestamps.parse(time, ZoneOffset.UTC));
        } catch (IllegalArgumentException | TidewatchException e) {
            throw wrong("row " + number + ": " + e.getMessage());
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static TidewatchException wrong(String what) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, what + ".");
    }
}
