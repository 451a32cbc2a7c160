// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.series.SeriesId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The first 128 bits of SHA-256 over series id, detector id and opening time, as 32 hexadecimal digits. */
public record AlertId(String value) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    public AlertId {
        if (!HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("an alert id has 32 hexadecimal digits, not \"" + value + "\"");
        }
    }

    /** @param openedMicros the opening time first emitted, UTC microseconds since 1970 */
    public static AlertId of(SeriesId series, String detectorId, long openedMicros) {
        byte[] detector = detectorId.getBytes(UTF_8);
        byte[] input = ByteBuffer.allocate(2 * Long.BYTES + detector.length)
                .putLong(series.value())
                .put(detector)
                .putLong(openedMicros)
                .array();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
            return new AlertId(HexFormat.of().formatHex(Arrays.copyOf(hash, 16)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
