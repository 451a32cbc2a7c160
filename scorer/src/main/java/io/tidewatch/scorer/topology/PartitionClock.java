// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.series.SeriesKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The event-time clock of one partition, and the few series that wait for it, so that a heartbeat needn't visit all. */
final class PartitionClock {
    private static final byte[] CLOCK_KEY = {};

    private final KeyValueStore<byte[], byte[]> store;
    private final TreeMap<byte[], SeriesKey> waiting = new TreeMap<>(Arrays::compareUnsigned);
    private long now = Long.MIN_VALUE;

    PartitionClock(ProcessorContext<byte[], byte[]> context) {
        store = context.getStateStore(Names.CLOCK);
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> entry = all.next();
                if (entry.key.length == 0) {
                    now = ByteBuffer.wrap(entry.value).getLong();
                } else {
                    waiting.put(entry.key, SeriesKey.parse(new String(entry.value, UTF_8)));
                }
            }
        }
    }

    /** UTC microseconds; the least number there is before the first heartbeat. */
    long now() {
        return now;
    }

    /** @return whether it moved */
    boolean advance(long micros) {
        if (micros <= now) {
            return false;
        }
        now = micros;
        store.put(CLOCK_KEY, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        return true;
    }

    /** By series id, in that order. */
    TreeMap<byte[], SeriesKey> waiting() {
        return new TreeMap<>(waiting);
    }

    void waits(byte[] key, SeriesKey series, boolean waits) {
        if (!waits && waiting.remove(key) != null) {
            store.delete(key);
        } else if (waits && waiting.put(key, series) == null) {
            store.put(key, series.toString().getBytes(UTF_8));
        }
    }
}
