// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.ingest.mapping.Mapping;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The series that were seen lately, by their bytes, so that a line's measurement and tags are taken apart once. Two halves: what
 * is used moves to the young one, and when that is full the old one goes.
 */
final class SeriesCache {
    /** About what one takes with its bytes, text, labels and routes. */
    private static final int BYTES_A_SERIES = 1_000;

    /** Senders who go round more series than both halves hold would find none of them: as many as memory allows. */
    private static final int HALF =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 16 / BYTES_A_SERIES, 10_000, 500_000);

    private final Mapping mapping;
    private volatile Map<Slice, LineSeries> young = new ConcurrentHashMap<>();
    private volatile Map<Slice, LineSeries> old = Map.of();

    SeriesCache(Mapping mapping) {
        this.mapping = mapping;
    }

    Mapping mapping() {
        return mapping;
    }

    /** @throws IllegalArgumentException in words that end the sentence "unable to parse" */
    LineSeries find(Slice probe, byte[] bytes, int from, int to) {
        probe.move(bytes, from, to);
        LineSeries found = young.get(probe);
        if (found == null) {
            found = old.get(probe);
            if (found == null) {
                found = new LineSeries(SeriesText.of(bytes, from, to), mapping);
            }
            keep(probe.kept(), found);
        }
        return found;
    }

    private void keep(Slice key, LineSeries series) {
        if (young.size() >= HALF) {
            synchronized (this) {
                if (young.size() >= HALF) {
                    old = young;
                    young = new ConcurrentHashMap<>();
                }
            }
        }
        young.put(key, series);
    }
}
