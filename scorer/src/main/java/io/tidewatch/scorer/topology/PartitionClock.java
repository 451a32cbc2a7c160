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

    private record Wait(SeriesKey series, long deadline) {}

    private final KeyValueStore<byte[], byte[]> store;
    private final TreeMap<byte[], Wait> waiting = new TreeMap<>(Arrays::compareUnsigned);
    private long now = Long.MIN_VALUE;

    PartitionClock(ProcessorContext<byte[], byte[]> context, String storeName) {
        store = context.getStateStore(storeName);
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> entry = all.next();
                if (entry.key.length == 0) {
                    now = ByteBuffer.wrap(entry.value).getLong();
                } else {
                    ByteBuffer value = ByteBuffer.wrap(entry.value);
                    long deadline = value.getLong();
                    SeriesKey series = SeriesKey.parse(UTF_8.decode(value).toString());
                    waiting.put(entry.key, new Wait(series, deadline));
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

    /** Series whose deadline has come, in order of their ids. */
    TreeMap<byte[], SeriesKey> due() {
        TreeMap<byte[], SeriesKey> due = new TreeMap<>(Arrays::compareUnsigned);
        waiting.forEach((key, wait) -> {
            if (wait.deadline() <= now) {
                due.put(key, wait.series());
            }
        });
        return due;
    }

    /**
     * @param deadline the clock from which on the series is due; {@code Long.MAX_VALUE} where it waits for nothing. A later one than
     *     before is only noted once the earlier one has come: most series with a deadline move it with every point
     */
    void waits(byte[] key, SeriesKey series, long deadline) {
        Wait before = waiting.get(key);
        if (deadline == Long.MAX_VALUE) {
            waitsNoMore(key);
        } else if (before == null || deadline < before.deadline() || before.deadline() <= now) {
            waiting.put(key, new Wait(series, deadline));
            byte[] name = series.toString().getBytes(UTF_8);
            store.put(
                    key,
                    ByteBuffer.allocate(Long.BYTES + name.length)
                            .putLong(deadline)
                            .put(name)
                            .array());
        }
    }

    void waitsNoMore(byte[] key) {
        if (waiting.remove(key) != null) {
            store.delete(key);
        }
    }
}
