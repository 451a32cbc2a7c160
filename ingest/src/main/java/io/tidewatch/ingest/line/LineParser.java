// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import java.util.Arrays;

/**
 * Parses one line of Influx line protocol, {@code measurement,tag=value field=1.5,other=2i 1772442000000000000}, on its bytes and
 * without making objects. Measurement and tags are only delimited here; {@link SeriesText} takes them apart where they are new.
 *
 * <p>The grammar is that of InfluxDB's documentation: commas, equal signs and spaces are escaped by a backslash in names, quotes
 * and backslashes in texts; numbers end in i or u where they are whole; t, T, true, True, TRUE and the same of false are 1 and 0
 * here. A line is taken whole or not at all.
 */
public final class LineParser {
    /** How a line ended. */
    public enum End {
        /** All of its fields were handed on. */
        TAKEN,
        /** Nothing stood there, or a comment. */
        EMPTY,
        /** A text's closing quote is missing: it may stand on the next line. */
        OPEN_TEXT,
        /** See {@link #why}; nothing was handed on. */
        BROKEN
    }

    private static final byte SPACE = ' ';

    private final FieldNumber number = new FieldNumber();
    private int[] keyFrom = new int[32];
    private int[] keyTo = new int[32];
    private double[] values = new double[32];
    private int fields;
    private int texts;
    private String why = "";

    /** Why the last line is broken, in words that end the sentence "unable to parse". */
    public String why() {
        return why;
    }

    /** Parses the bytes in [from, to), which hold no line end except in texts. */
    public End parse(byte[] bytes, int from, int to, LineSink sink) {
        int at = from;
        while (at < to && (bytes[at] == SPACE || bytes[at] == '\t')) {
            at++;
        }
        if (at == to || bytes[at] == '#') {
            return End.EMPTY;
        }
        int seriesFrom = at;
        at = endOfSeries(bytes, at, to);
        int seriesTo = at;
        if (seriesTo == seriesFrom || bytes[seriesFrom] == ',') {
            return broken("missing measurement");
        }
        while (at < to && bytes[at] == SPACE) {
            at++;
        }
        if (at == to) {
            return broken("missing fields");
        }
        fields = 0;
        texts = 0;
        while (true) {
            int equals = endOfKey(bytes, at, to);
            if (equals == at) {
                return broken("missing field key");
            }
            if (equals == to || bytes[equals] != '=') {
                return broken("missing field value");
            }
            int end = value(bytes, at, equals, to);
            if (end < 0) {
                return end == -1 ? End.OPEN_TEXT : End.BROKEN;
            }
            at = end;
            if (at == to || bytes[at] != ',') {
                break;
            }
            at++;
        }
        return time(bytes, at, to, seriesFrom, seriesTo, sink);
    }

    private End time(byte[] bytes, int from, int to, int seriesFrom, int seriesTo, LineSink sink) {
        int at = from;
        while (at < to && bytes[at] == SPACE) {
            at++;
        }
        int end = to;
        while (end > at && (bytes[end - 1] == SPACE || bytes[end - 1] == '\t')) {
            end--;
        }
        long time = LineSink.NO_TIME;
        if (at < end) {
            if (at == from || !number.whole(bytes, at, end)) {
                return broken("bad timestamp");
            }
            time = number.asLong();
        }
        for (int i = 0; i < fields; i++) {
            sink.field(bytes, seriesFrom, seriesTo, keyFrom[i], keyTo[i], values[i], time);
        }
        for (int i = 0; i < texts; i++) {
            sink.text();
        }
        return End.TAKEN;
    }

    /** @return where the value ends; -1 where a text stays open, -2 where it is broken */
    private int value(byte[] bytes, int from, int equals, int to) {
        int start = equals + 1;
        if (start < to && bytes[start] == '"') {
            int end = endOfText(bytes, start + 1, to);
            if (end < 0) {
                return -1;
            }
            texts++;
            return end;
        }
        int end = start;
        while (end < to && bytes[end] != ',' && bytes[end] != SPACE) {
            end++;
        }
        if (end == start) {
            broken("missing field value");
            return -2;
        }
        if (!number.value(bytes, start, end)) {
            broken("invalid number or boolean");
            return -2;
        }
        if (fields == values.length) {
            keyFrom = Arrays.copyOf(keyFrom, fields * 2);
            keyTo = Arrays.copyOf(keyTo, fields * 2);
            values = Arrays.copyOf(values, fields * 2);
        }
        keyFrom[fields] = from;
        keyTo[fields] = equals;
        values[fields++] = number.asDouble();
        return end;
    }

    private End broken(String reason) {
        why = reason;
        return End.BROKEN;
    }

    private static int endOfSeries(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != SPACE) {
            at += bytes[at] == '\\' && at + 1 < to ? 2 : 1;
        }
        return at;
    }

    private static int endOfKey(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '=' && bytes[at] != SPACE && bytes[at] != ',') {
            at += bytes[at] == '\\' && at + 1 < to ? 2 : 1;
        }
        return at;
    }

    private static int endOfText(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                return at + 1;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        return -1;
    }
}
