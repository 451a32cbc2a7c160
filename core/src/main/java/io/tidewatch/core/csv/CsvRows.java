// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows of comma-separated UTF-8 text whose first line names the columns. A field in double quotes may hold commas and, doubled,
 * quotes; none holds a line end. Empty lines are passed over, but counted.
 */
public final class CsvRows {
    public static final int MAX_LINE_BYTES = 256 * 1024;
    private static final int MAX_COLUMNS = 1_000;

    private final LineReader lines;
    private final List<String> header;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int columns;

    /**
     * Reads the header.
     *
     * @throws TidewatchException MALFORMED where there is nothing; TOO_LARGE where a line is longer than the limit, here and later;
     *     the rows after that line can still be read
     */
    public CsvRows(InputStream in, int maxLineBytes) throws IOException {
        lines = new LineReader(in, maxLineBytes);
        if (!next()) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED, "the file is empty. Its first line must name the columns: timestamp,value");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(field(i).strip().replace("\uFEFF", ""));
        }
        header = List.copyOf(names);
    }

    /** The first line's fields, as they stand there. */
    public List<String> header() {
        return header;
    }

    /** Where a column stands, whatever the case of its name; -1 where there is none. */
    public int column(String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Moves to the next row that is not empty; false at the end. */
    public boolean next() throws IOException {
        do {
            if (!lines.next()) {
                return false;
            }
        } while (blank());
        split();
        return true;
    }

    /** Of the row in the file, from 1. */
    public long line() {
        return lines.line();
    }

    /** How many fields the row has. */
    public int columns() {
        return columns;
    }

    /** A field's text without its quotes; empty where the row is too short. */
    public String field(int column) {
        if (column >= columns) {
            return "";
        }
        byte[] bytes = lines.bytes();
        int from = starts[column];
        int to = ends[column];
        if (to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"') {
            return new String(bytes, from + 1, to - from - 2, UTF_8).replace("\"\"", "\"");
        }
        return new String(bytes, from, to - from, UTF_8);
    }

    /** The row as it was sent. */
    public byte[] raw() {
        return Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
    }

    private boolean blank() {
        for (int i = lines.from(); i < lines.to(); i++) {
            if (lines.bytes()[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private void split() {
        byte[] bytes = lines.bytes();
        int to = lines.to();
        columns = 0;
        int start = lines.from();
        boolean quoted = false;
        for (int i = start; i <= to; i++) {
            if (i == to || (bytes[i] == ',' && !quoted)) {
                add(start, i);
                start = i + 1;
            } else if (bytes[i] == '"') {
                quoted = !quoted;
            }
        }
    }

    private void add(int from, int to) {
        if (columns == MAX_COLUMNS) {
            throw new LineTooLong("line " + line() + " has more than " + MAX_COLUMNS + " columns");
        }
        if (columns == starts.length) {
            starts = Arrays.copyOf(starts, columns * 2);
            ends = Arrays.copyOf(ends, columns * 2);
        }
        starts[columns] = from;
        ends[columns++] = to;
    }
}
