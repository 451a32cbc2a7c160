// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.point;

import java.util.Arrays;

/**
 * Something that came in and was refused.
 *
 * @param door where it came in: json, csv, log
 * @param code the machine-readable cause
 * @param message the cause in words
 * @param input what was sent, cut at {@link #MAX_INPUT_BYTES}
 * @param receivedMicros UTC microseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // written once, to the log
public record Rejected(String door, String code, String message, byte[] input, long receivedMicros) {
    public static final int MAX_INPUT_BYTES = 4 * 1024;

    public Rejected {
        if (input.length > MAX_INPUT_BYTES) {
            input = Arrays.copyOf(input, MAX_INPUT_BYTES);
        }
    }
}
