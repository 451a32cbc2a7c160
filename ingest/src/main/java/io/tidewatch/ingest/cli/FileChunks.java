// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import io.tidewatch.core.csv.CsvRows;
import io.tidewatch.core.csv.LineTooLong;
import io.tidewatch.core.csv.SeriesCsv;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.Timestamps;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** A file of {@code timestamp,value[,label]} as requests of some ten thousand rows; the label is not read. */
final class FileChunks implements AutoCloseable {
    private static final int ROWS = 20_000;

    /**
     * Rows for one request.
     *
     * @param csv with the server's header
     * @param fileLines of each row, in order
     * @param points how many rows there are
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(String csv, long[] fileLines, int points) {
        long lastLine() {
            return fileLines[points - 1];
        }

        /** The line in the file of a line in the request. */
        long fileLine(long line) {
            int row = (int) line - 2;
            return row >= 0 && row < points ? fileLines[row] : line;
        }
    }

    private final Path file;
    private final ZoneId zone;
    private final CountedInput counted;
    private final InputStream in;
    private final CsvRows rows;
    private final LineProblems problems;
    private final int timestamp;
    private final int value;
    private long skipped;

    /** @param zone whose wall clock times without offset show */
    FileChunks(Path file, ZoneId zone, LineProblems problems) throws IOException {
        this.file = file;
        this.zone = zone;
        this.problems = problems;
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ImportFailure(file + " is not a file that can be read.");
        }
        this.counted = new CountedInput(Files.newInputStream(file));
        this.in = SeriesCsv.unzipped(new BufferedInputStream(counted, 64 * 1024));
        try {
            this.rows = new CsvRows(in, CsvRows.MAX_LINE_BYTES);
        } catch (TidewatchException e) {
            throw new ImportFailure(file + ": " + e.getMessage());
        }
        this.timestamp = rows.column("timestamp");
        this.value = rows.column("value");
        if (timestamp < 0 || value < 0) {
            throw new ImportFailure(file + ": the first line must name the columns timestamp,value[,label]; it says "
                    + String.join(",", rows.header()));
        }
    }

    /** Empty at the end of the file. Lines that make no sense are noted and passed over. */
    Optional<Chunk> next() throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        long[] lines = new long[ROWS];
        int points = 0;
        while (points < ROWS && nextRow()) {
            try {
                String text = rows.field(value).strip();
                if (text.isEmpty()) {
                    skipped++;
                    continue;
                }
                long time = Timestamps.parse(rows.field(timestamp), zone);
                double number = SeriesCsv.number(text);
                csv.append(Micros.toInstant(time)).append(',').append(number).append('\n');
                lines[points++] = rows.line();
            } catch (IllegalArgumentException e) {
                problems.add(rows.line(), String.valueOf(e.getMessage()));
            }
        }
        return points == 0 ? Optional.empty() : Optional.of(new Chunk(csv.toString(), lines, points));
    }

    /** Passes over what was sent before. */
    void skipTo(long line) throws IOException {
        while (rows.line() < line && nextRow()) {
            // nothing to do with it
        }
    }

    /** Rows without value, so far. */
    long skipped() {
        return skipped;
    }

    /** How much of the file has been read, from 0 to 100. */
    int percent() throws IOException {
        return (int) (100 * counted.count() / Math.max(1, Files.size(file)));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean nextRow() throws IOException {
        while (true) {
            try {
                return rows.next();
            } catch (LineTooLong e) {
                problems.add(rows.line(), String.valueOf(e.getMessage()));
            }
        }
    }
}
