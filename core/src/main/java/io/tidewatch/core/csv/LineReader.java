// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as bytes, each no longer than a limit, so that a file without line ends can't fill the memory. */
final class LineReader {
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int end = -1;
    private int filled;
    private long line;
    private boolean ended;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Moves to the next line; false at the end. A last line needs no line end. */
    boolean next() throws IOException {
        int start = Math.min(end + 1, filled);
        int scan = start;
        while (true) {
            int newline = indexOfNewline(scan);
            if (newline >= 0) {
                return accept(start, newline);
            }
            if (filled - start > longest) {
                throw tooLong(line + 1);
            }
            if (ended) {
                return start < filled && accept(start, filled);
            }
            scan = filled - start;
            fill(start);
            start = 0;
        }
    }

    /** Where the line's bytes stand, until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        int to = end;
        while (to > from && buffer[to - 1] == '\r') {
            to--;
        }
        return to;
    }

    /** From 1. */
    long line() {
        return line;
    }

    private boolean accept(int start, int newline) {
        line++;
        if (newline - start > longest) {
            throw tooLong(line);
        }
        from = start;
        end = newline;
        return true;
    }

    private int indexOfNewline(int scan) {
        for (int i = scan; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the line that has begun to the front and reads on. */
    private void fill(int start) throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    private TidewatchException tooLong(long number) {
        return new TidewatchException(
                ErrorCode.TOO_LARGE,
                "line " + number + " is longer than " + longest
                        + " bytes. Check that the file has line ends and is comma-separated text.");
    }
}
