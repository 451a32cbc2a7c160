// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 8 bytes of SHA-256 over a series' canonical form, as a signed number; as a Kafka key, big-endian. */
public record SeriesId(long value) implements Comparable<SeriesId> {

    public static SeriesId of(SeriesKey key) {
        return new SeriesId(
                ByteBuffer.wrap(sha256(key.toString().getBytes(UTF_8))).getLong());
    }

    /** @throws IllegalArgumentException unless the key has 8 bytes */
    public static SeriesId ofKey(byte[] key) {
        if (key.length != Long.BYTES) {
            throw new IllegalArgumentException("a series id has 8 bytes, not " + key.length);
        }
        return new SeriesId(ByteBuffer.wrap(key).getLong());
    }

    public byte[] key() {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public int compareTo(SeriesId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
