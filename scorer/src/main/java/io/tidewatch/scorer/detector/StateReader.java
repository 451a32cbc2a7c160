// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads what {@link StateWriter} wrote. */
public final class StateReader {
    private final ByteBuffer in;

    public StateReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    public long getLong() {
        return in.getLong();
    }

    public int getInt() {
        return in.getInt();
    }

    public double getDouble() {
        return in.getDouble();
    }

    public float getFloat() {
        return in.getFloat();
    }

    public byte getByte() {
        return in.get();
    }

    public boolean getBoolean() {
        return in.get() != 0;
    }

    /** Fills an array of the length that was written. */
    public void get(float[] values) {
        int length = in.getInt();
        if (length != values.length) {
            throw new IllegalArgumentException("a state part has " + length + " numbers, not " + values.length);
        }
        for (int i = 0; i < length; i++) {
            values[i] = in.getFloat();
        }
    }

    /** What was written with its length before it. */
    public byte[] getBytes() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a state part of " + length + " bytes does not fit");
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    public String getString() {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    public boolean isAtEnd() {
        return !in.hasRemaining();
    }
}
