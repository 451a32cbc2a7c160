// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream as bytes, each no longer than a limit, so that a file without line ends can't fill the memory. A longer line
 * is refused alone: the next one can be read.
 */
public final class LineReader {
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int end = -1;
    private int filled;
    private long line;
    private boolean ended;

    public LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Moves to the next line; false at the end. A last line needs no line end.
     *
     * @throws LineTooLong where the line is longer than the limit; it is passed over, and its head stands in
     *     {@link #bytes}
     */
    public boolean next() throws IOException {
        int start = Math.min(end + 1, filled);
        int scan = start;
        while (true) {
            int newline = indexOfNewline(scan);
            if (newline >= 0) {
                return accept(start, newline);
            }
            if (filled - start > longest) {
                throw passedOver(start);
            }
            if (ended) {
                return start < filled && accept(start, filled);
            }
            scan = filled - start;
            fill(start);
            start = 0;
        }
    }

    /**
     * Adds the following line to this one, with the line end between them, for formats whose quoted texts hold line ends; false
     * at the end of the stream, and where both together are longer than the limit.
     */
    public boolean extend() throws IOException {
        int start = from;
        int scan = end + 1;
        while (scan <= filled) {
            int newline = indexOfNewline(scan);
            int to = newline >= 0 ? newline : filled;
            if (to - start > longest) {
                return false;
            }
            if (newline >= 0 || ended) {
                boolean more = scan < to || newline >= 0;
                line += more ? 1 : 0;
                from = start;
                end = to;
                return more;
            }
            int done = filled - start;
            fill(start);
            start = 0;
            from = 0;
            scan = done;
            end = done - 1;
        }
        return false;
    }

    /** Where the line's bytes stand, until the next call of {@link #next}. */
    public byte[] bytes() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int to() {
        int to = end;
        while (to > from && buffer[to - 1] == '\r') {
            to--;
        }
        return to;
    }

    /** From 1. */
    public long line() {
        return line;
    }

    private boolean accept(int start, int newline) {
        line++;
        from = start;
        end = newline;
        if (newline - start > longest) {
            throw tooLong(line);
        }
        return true;
    }

    /** Keeps the head of the line that has begun and reads on to its end. */
    private LineTooLong passedOver(int start) throws IOException {
        line++;
        System.arraycopy(buffer, start, buffer, 0, longest);
        from = 0;
        end = longest;
        filled = longest;
        byte[] chunk = new byte[CHUNK];
        while (!ended) {
            int read = in.read(chunk, 0, chunk.length);
            if (read < 0) {
                ended = true;
                break;
            }
            int newline = 0;
            while (newline < read && chunk[newline] != '\n') {
                newline++;
            }
            if (newline < read) {
                int rest = read - newline;
                if (buffer.length < longest + rest) {
                    buffer = Arrays.copyOf(buffer, longest + rest);
                }
                System.arraycopy(chunk, newline, buffer, longest, rest);
                filled = longest + rest;
                break;
            }
        }
        return tooLong(line);
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

    private LineTooLong tooLong(long number) {
        return new LineTooLong("line " + number + " is longer than " + longest
                + " bytes. Check that the file has line ends and is comma-separated text.");
    }
}
