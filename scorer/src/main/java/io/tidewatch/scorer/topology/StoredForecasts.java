// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts that a series needs: from the one in force at its checkpoint to the newest one, which may wait to become valid. Kept
 * as the records that came.
 */
record StoredForecasts(List<Entry> entries) {
    private static final int MOST = 6;

    @SuppressWarnings("ArrayRecordComponent") // a record as it came
    record Entry(long version, byte[] bytes) {}

    StoredForecasts {
        entries = List.copyOf(entries);
    }

    static StoredForecasts decode(byte @Nullable [] value) {
        List<Entry> entries = new ArrayList<>(2);
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value);
            while (in.hasRemaining()) {
                long version = in.getLong();
                byte[] bytes = new byte[in.getInt()];
                in.get(bytes);
                entries.add(new Entry(version, bytes));
            }
        }
        return new StoredForecasts(entries);
    }

    byte[] encode() {
        int size = entries.stream()
                .mapToInt(entry -> Long.BYTES + Integer.BYTES + entry.bytes().length)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        entries.forEach(entry ->
                out.putLong(entry.version()).putInt(entry.bytes().length).put(entry.bytes()));
        return out.array();
    }

    boolean isNews(long version) {
        return entries.isEmpty() || version > entries.getLast().version();
    }

    /** With a newer one. */
    StoredForecasts with(Entry newest) {
        List<Entry> all = new ArrayList<>(entries);
        if (all.size() == MOST) {
            // The first is in force; of those that wait the older ones never will be.
            all.remove(1);
        }
        all.add(newest);
        return new StoredForecasts(all);
    }

    /** Without those that were in force before this version. */
    StoredForecasts from(long version) {
        return new StoredForecasts(
                entries.stream().filter(entry -> entry.version() >= version).toList());
    }
}
