// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Points since the checkpoint, one row for each: the key is the series id and the time, so that rows lie in order of time. */
@SuppressWarnings("ArrayRecordComponent") // read once
record PointRows(long[] times, double[] values) {
    static void put(KeyValueStore<byte[], byte[]> store, byte[] series, long time, double value) {
        store.put(
                key(series, time),
                ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    static PointRows after(KeyValueStore<byte[], byte[]> store, byte[] series, long since) {
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> found =
                store.range(key(series, since == Long.MIN_VALUE ? since : since + 1), key(series, Long.MAX_VALUE))) {
            found.forEachRemaining(rows::add);
        }
        long[] times = new long[rows.size()];
        double[] values = new double[rows.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = ByteBuffer.wrap(rows.get(i).key).getLong(series.length) ^ Long.MIN_VALUE;
            values[i] = ByteBuffer.wrap(rows.get(i).value).getDouble();
        }
        return new PointRows(times, values);
    }

    static void forget(KeyValueStore<byte[], byte[]> store, byte[] series, long until) {
        forget(store, series, Long.MIN_VALUE, until);
    }

    /**
     * Those from a time on; what was forgotten before must not be asked for again, since the store looks at each of its graves.
     */
    static void forget(KeyValueStore<byte[], byte[]> store, byte[] series, long from, long until) {
        List<byte[]> gone = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> found = store.range(key(series, from), key(series, until))) {
            found.forEachRemaining(row -> gone.add(row.key));
        }
        gone.forEach(store::delete);
    }

    /** Negative times sort before positive ones. */
    private static byte[] key(byte[] series, long time) {
        return ByteBuffer.allocate(series.length + Long.BYTES)
                .put(series)
                .putLong(time ^ Long.MIN_VALUE)
                .array();
    }
}
