// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a state, big-endian. */
public final class StateWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    private final DataOutputStream out = new DataOutputStream(bytes);

    public StateWriter put(long value) {
        return write(() -> out.writeLong(value));
    }

    public StateWriter put(int value) {
        return write(() -> out.writeInt(value));
    }

    public StateWriter put(double value) {
        return write(() -> out.writeDouble(value));
    }

    public StateWriter put(float value) {
        return write(() -> out.writeFloat(value));
    }

    public StateWriter put(boolean value) {
        return write(() -> out.writeBoolean(value));
    }

    public StateWriter put(byte value) {
        return write(() -> out.writeByte(value));
    }

    public StateWriter put(float[] values) {
        put(values.length);
        for (float value : values) {
            put(value);
        }
        return this;
    }

    public StateWriter put(String value) {
        return write(() -> out.writeUTF(value));
    }

    /** With its length before it. */
    public StateWriter put(byte[] part) {
        put(part.length);
        return write(() -> out.write(part));
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private StateWriter write(Write step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
