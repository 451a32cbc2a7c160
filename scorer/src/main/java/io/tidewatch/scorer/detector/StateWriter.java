// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a state, big-endian. Written for every series each hour or so, so it makes no garbage but its buffer. */
public final class StateWriter {
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    /** States are a little smaller. */
    private static final int ROOM = 3072;

    private byte[] bytes = new byte[ROOM];
    private int size;

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    public StateWriter put(long value) {
        // First, since it may put another array in this one's place.
        int at = claim(Long.BYTES);
        LONG.set(bytes, at, value);
        return this;
    }

    public StateWriter put(int value) {
        int at = claim(Integer.BYTES);
        INT.set(bytes, at, value);
        return this;
    }

    public StateWriter put(double value) {
        return put(Double.doubleToLongBits(value));
    }

    public StateWriter put(float value) {
        return put(Float.floatToIntBits(value));
    }

    public StateWriter put(boolean value) {
        return put((byte) (value ? 1 : 0));
    }

    public StateWriter put(byte value) {
        int at = claim(1);
        bytes[at] = value;
        return this;
    }

    public StateWriter put(float[] values) {
        put(values.length);
        for (float value : values) {
            put(value);
        }
        return this;
    }

    public StateWriter put(String value) {
        try {
            new DataOutputStream(new End()).writeUTF(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its length before it. */
    public StateWriter put(byte[] part) {
        put(part.length);
        int at = claim(part.length);
        System.arraycopy(part, 0, bytes, at, part.length);
        return this;
    }

    /** Room for the length of what is written from here on, until {@link #endPart}. */
    int beginPart() {
        return claim(Integer.BYTES);
    }

    /** @param begun what {@link #beginPart} gave */
    void endPart(int begun) {
        INT.set(bytes, begun, size - begun - Integer.BYTES);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The place of so many bytes at the end. */
    private int claim(int count) {
        int at = size;
        size += count;
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        return at;
    }

    private final class End extends OutputStream {
        @Override
        public void write(int value) {
            put((byte) value);
        }

        @Override
        public void write(byte[] part, int from, int count) {
            int at = claim(count);
            System.arraycopy(part, from, bytes, at, count);
        }
    }
}
