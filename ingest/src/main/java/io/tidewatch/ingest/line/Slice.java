// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import java.util.Arrays;

/** Bytes as a key of a map. One that {@link #move}s looks things up; {@link #kept} makes one that stays. */
final class Slice {
    private byte[] bytes;
    private int from;
    private int to;
    private int hash;

    Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.hash = hash(bytes, from, to);
    }

    Slice move(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        hash = hash(newBytes, newFrom, newTo);
        return this;
    }

    Slice kept() {
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        return new Slice(own, 0, own.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that
                && hash == that.hash
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int sum = 1;
        for (int i = from; i < to; i++) {
            sum = 31 * sum + bytes[i];
        }
        return sum ^ (sum >>> 15);
    }
}
