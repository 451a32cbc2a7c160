// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that a value becomes. */
public sealed interface Target {
    /**
     * A point of a series, at its own time.
     *
     * @param formula over {@code value}
     */
    record Point(SeriesKey key, Optional<Formula> formula) implements Target {}

    /**
     * A part of an aggregate.
     *
     * @param outputs its series
     * @param source which measured series, as a hash
     * @param bound of a histogram's counter; NaN for others
     */
    record Window(WindowSpec spec, List<SeriesKey> outputs, String input, long source, double bound) implements Target {
        static Window of(
                WindowSpec spec,
                List<SeriesKey> outputs,
                String input,
                String measurement,
                String field,
                Map<String, String> tags,
                double bound) {
            String source = new SeriesKey(measurement + '\n' + field, new Labels(tags)).toString();
            return new Window(spec, List.copyOf(outputs), input, hash(source.getBytes(UTF_8)), bound);
        }
    }

    /** The first 8 bytes of SHA-256. */
    static long hash(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
