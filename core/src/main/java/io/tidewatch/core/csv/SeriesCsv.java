// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Timestamps;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;

/**
 * One series in a file: header {@code timestamp,value[,label]} (other columns are ignored, the order is free), times as
 * {@link Timestamps} reads them, an empty value where the source had none. A row that makes no sense stops the reading with a
 * {@link TidewatchException} that names file and line; times may repeat or go back, for the reader's owner to judge.
 *
 * <p>Use: {@code while (csv.next()) { csv.timeMicros(); csv.value(); }}.
 */
public final class SeriesCsv implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final InputStream in;
    private final ZoneId zone;
    private final CsvRows rows;
    private final int timestamp;
    private final int value;
    private final int label;
    private String timeText = "";
    private String valueText = "";
    private long timeMicros;
    private double number;
    private boolean labelled;

    private SeriesCsv(String name, InputStream in, ZoneId zone) throws IOException {
        this.name = name;
        this.in = in;
        this.zone = zone;
        try {
            rows = new CsvRows(in, CsvRows.MAX_LINE_BYTES);
        } catch (TidewatchException e) {
            throw new TidewatchException(e.code(), name + ": " + e.getMessage(), e);
        }
        timestamp = rows.column("timestamp");
        value = rows.column("value");
        label = rows.column("label");
        if (timestamp < 0 || value < 0) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED,
                    name + ": the first line must name the columns timestamp,value[,label]; it says "
                            + shortened(String.join(",", rows.header())));
        }
    }

    /**
     * Opens a file, gzipped or not (seen from its first bytes, not its name).
     *
     * @param zone whose wall clock the times without offset show
     * @throws TidewatchException where the file is empty or its header is another
     * @throws IOException where it can't be read
     */
    public static SeriesCsv open(Path file, ZoneId zone) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return read(String.valueOf(file.getFileName()), in, zone);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** As {@link #open}, of a stream that is closed with the reader; {@code name} stands in messages. */
    public static SeriesCsv read(String name, InputStream in, ZoneId zone) throws IOException {
        return new SeriesCsv(name, unzipped(in), zone);
    }

    /** The stream, decompressed where it begins as gzip does. */
    public static InputStream unzipped(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 64 * 1024);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
    }

    /**
     * Moves to the next row; false at the end.
     *
     * @throws TidewatchException naming file, line and what is wrong with it
     */
    public boolean next() throws IOException {
        try {
            if (!rows.next()) {
                return false;
            }
        } catch (TidewatchException e) {
            throw new TidewatchException(e.code(), name + ": " + e.getMessage(), e);
        }
        timeText = rows.field(timestamp);
        valueText = rows.field(value).strip();
        try {
            timeMicros = Timestamps.parse(timeText, zone);
            number = number(valueText);
            labelled = label >= 0 && labelled(rows.field(label).strip());
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED, name + ", line " + rows.line() + ": " + e.getMessage(), e);
        }
        return true;
    }

    /** Of the row, from 1; the header is line 1. */
    public long line() {
        return rows.line();
    }

    /** As it stands in the file. */
    public String timeText() {
        return timeText;
    }

    /** UTC microseconds since 1970. */
    public long timeMicros() {
        return timeMicros;
    }

    /** As it stands in the file, without blanks around it. */
    public String valueText() {
        return valueText;
    }

    /** NaN where the field is empty; else finite. */
    public double value() {
        return number;
    }

    /** Whether the file has a label column. */
    public boolean hasLabel() {
        return label >= 0;
    }

    /** Whether the row's label is 1; false where there is no label column. */
    public boolean label() {
        return labelled;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * A value's text: NaN where it is empty.
     *
     * @throws IllegalArgumentException where it is no number, or not a finite one
     */
    public static double number(String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value \"" + shortened(text) + "\" is no number", e);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    "value \"" + shortened(text) + "\" is not finite; leave the field empty where there is no value");
        }
        return number;
    }

    private static boolean labelled(String text) {
        return switch (text) {
            case "1", "1.0", "true" -> true;
            case "0", "0.0", "false", "" -> false;
            default -> throw new IllegalArgumentException("label must be 0 or 1, not \"" + shortened(text) + "\"");
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
