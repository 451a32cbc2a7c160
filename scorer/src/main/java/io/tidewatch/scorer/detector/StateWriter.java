// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a state, big-endian. */
final class StateWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    private final DataOutputStream out = new DataOutputStream(bytes);

    StateWriter put(long value) {
        return write(() -> out.writeLong(value));
    }

    StateWriter put(int value) {
        return write(() -> out.writeInt(value));
    }

    StateWriter put(double value) {
        return write(() -> out.writeDouble(value));
    }

    StateWriter put(float value) {
        return write(() -> out.writeFloat(value));
    }

    StateWriter put(boolean value) {
        return write(() -> out.writeBoolean(value));
    }

    StateWriter put(byte value) {
        return write(() -> out.writeByte(value));
    }

    StateWriter put(float[] values) {
        put(values.length);
        for (float value : values) {
            put(value);
        }
        return this;
    }

    StateWriter put(String value) {
        return write(() -> out.writeUTF(value));
    }

    /** With its length before it. */
    StateWriter put(byte[] part) {
        put(part.length);
        return write(() -> out.write(part));
    }

    byte[] toBytes() {
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
