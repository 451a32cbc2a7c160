// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

/** Takes what a {@link LineParser} finds; the bytes are the parser's and change with the next line. */
public interface LineSink {
    /** A line has a timestamp of its own or not; see {@link #field}. */
    long NO_TIME = Long.MIN_VALUE;

    /**
     * One numeric field.
     *
     * @param seriesFrom of measurement and tags, as they stand there, with their escapes
     * @param fieldFrom of the field's key, as it stands there
     * @param time in the unit that the sender said, or {@link #NO_TIME}
     */
    void field(byte[] bytes, int seriesFrom, int seriesTo, int fieldFrom, int fieldTo, double value, long time);

    /** A field that is a text and no number. */
    void text();
}
