// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.ingest.window.wire.Mark;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.ingest.window.wire.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Windows and marks in their store, by their keys. */
final class Windows {
    private static final int KEY = Long.BYTES + 1;

    private final KeyValueStore<byte[], byte[]> windows;

    Windows(KeyValueStore<byte[], byte[]> windows) {
        this.windows = windows;
    }

    /** @param fingerprint of the spec */
    static byte[] key(long fingerprint, boolean backfill) {
        return ByteBuffer.allocate(KEY)
                .putLong(fingerprint)
                .put((byte) (backfill ? 1 : 0))
                .array();
    }

    Window read(byte[] key, long start) {
        byte[] bytes = windows.get(windowKey(key, start));
        return bytes == null ? Window.getDefaultInstance() : window(bytes);
    }

    void write(byte[] key, long start, Window window) {
        windows.put(windowKey(key, start), window.toByteArray());
    }

    void delete(byte[] key, long start) {
        windows.delete(windowKey(key, start));
    }

    /** The start of the first window in [from, to] that is kept. */
    OptionalLong next(byte[] key, long from, long to) {
        if (from > to) {
            return OptionalLong.empty();
        }
        try (KeyValueIterator<byte[], byte[]> found = windows.range(windowKey(key, from), windowKey(key, to))) {
            return found.hasNext()
                    ? OptionalLong.of(ByteBuffer.wrap(found.next().key).getLong(KEY) ^ Long.MIN_VALUE)
                    : OptionalLong.empty();
        }
    }

    /** A window with more samples: sorted by time within each source, and of two for one time the later one that came. */
    static Window merged(Window window, List<Source> more) {
        Window.Builder merged = window.toBuilder();
        for (Source source : more) {
            int at = 0;
            while (at < merged.getSourcesCount() && !same(merged.getSources(at), source)) {
                at++;
            }
            if (at == merged.getSourcesCount()) {
                merged.addSources(sorted(source, Source.getDefaultInstance()));
            } else {
                merged.setSources(at, sorted(source, merged.getSources(at)));
            }
        }
        return merged.build();
    }

    private static boolean same(Source a, Source b) {
        return a.getId() == b.getId() && a.getInput().equals(b.getInput());
    }

    private static Source sorted(Source later, Source earlier) {
        TreeMap<Long, Double> values = new TreeMap<>();
        for (Source source : List.of(earlier, later)) {
            for (int i = 0; i < source.getValueCount(); i++) {
                values.put(source.getTimeMicros(i), source.getValue(i));
            }
        }
        return later.toBuilder()
                .clearTimeMicros()
                .clearValue()
                .addAllTimeMicros(values.keySet())
                .addAllValue(values.values())
                .build();
    }

    /** The samples of a source that lie in each window, by the window's start. */
    static TreeMap<Long, List<Source>> split(List<Source> sources, long step) {
        TreeMap<Long, List<Source>> split = new TreeMap<>();
        for (Source source : sources) {
            TreeMap<Long, Source.Builder> parts = new TreeMap<>();
            for (int i = 0; i < source.getValueCount(); i++) {
                long start = Math.floorDiv(source.getTimeMicros(i), step) * step;
                parts.computeIfAbsent(
                                start,
                                missing -> source.toBuilder().clearTimeMicros().clearValue())
                        .addTimeMicros(source.getTimeMicros(i))
                        .addValue(source.getValue(i));
            }
            parts.forEach((start, part) ->
                    split.computeIfAbsent(start, missing -> new ArrayList<>()).add(part.build()));
        }
        return split;
    }

    static Mark mark(byte[] bytes) {
        try {
            return Mark.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the aggregator's state is not its own", e);
        }
    }

    private static Window window(byte[] bytes) {
        try {
            return Window.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the aggregator's state is not its own", e);
        }
    }

    private static byte[] windowKey(byte[] key, long start) {
        return ByteBuffer.allocate(KEY + Long.BYTES)
                .put(key)
                .putLong(start ^ Long.MIN_VALUE)
                .array();
    }
}
