// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Detectors kept in memory, the ones used last; all of them are saved in the store after each record. */
final class ReadyDetectors {
    private final Map<Long, LiveSeries> ready;

    ReadyDetectors(int most) {
        ready = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, LiveSeries> eldest) {
                return size() > most;
            }
        };
    }

    /** @param until the newest time that is to be scored */
    LiveSeries get(byte[] key, long until, Supplier<LiveSeries> load) {
        Long id = id(key);
        @Nullable LiveSeries live = ready.get(id);
        if (live == null || !live.reaches(until)) {
            live = load.get();
            ready.put(id, live);
        }
        return live;
    }

    void ifPresent(byte[] key, Consumer<LiveSeries> action) {
        @Nullable LiveSeries live = ready.get(id(key));
        if (live != null) {
            action.accept(live);
        }
    }

    void remove(byte[] key) {
        ready.remove(id(key));
    }

    private static Long id(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }
}
