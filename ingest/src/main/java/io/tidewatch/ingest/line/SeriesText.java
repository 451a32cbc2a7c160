// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measurement and tags of a line, taken apart.
 *
 * @param tags in the order in which they stand there
 */
record SeriesText(String measurement, Map<String, String> tags) {
    /** @throws IllegalArgumentException in words that end the sentence "unable to parse" */
    static SeriesText of(byte[] bytes, int from, int to) {
        int end = part(bytes, from, to, false);
        String measurement = text(bytes, from, end, false);
        Map<String, String> tags = new LinkedHashMap<>();
        while (end < to) {
            int start = end + 1;
            int equals = part(bytes, start, to, true);
            if (equals == start) {
                throw new IllegalArgumentException("missing tag key");
            }
            if (equals == to || bytes[equals] != '=') {
                throw new IllegalArgumentException("missing tag value");
            }
            end = part(bytes, equals + 1, to, false);
            if (end == equals + 1) {
                throw new IllegalArgumentException("missing tag value");
            }
            String key = text(bytes, start, equals, true);
            if (tags.put(key, text(bytes, equals + 1, end, true)) != null) {
                throw new IllegalArgumentException("duplicate tags: \"" + key + "\"");
            }
        }
        return new SeriesText(measurement, tags);
    }

    /** A name as it was meant, without its escapes. */
    static String text(byte[] bytes, int from, int to, boolean equalsToo) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            byte next = at + 1 < to ? bytes[at + 1] : 0;
            boolean escape = bytes[at] == '\\' && (next == ',' || next == ' ' || (next == '=' && equalsToo));
            if (escape) {
                at++;
            }
            plain[length++] = bytes[at];
        }
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(plain, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name that is not UTF-8", e);
        }
    }

    /** Where a name ends: at a comma, and a tag's key at an equal sign. */
    private static int part(byte[] bytes, int from, int to, boolean key) {
        int at = from;
        while (at < to && bytes[at] != ',' && !(key && bytes[at] == '=')) {
            at += bytes[at] == '\\' && at + 1 < to ? 2 : 1;
        }
        return Math.min(at, to);
    }
}
