// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.series;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of few entries in a given order, in one array, which knows its hash: series are keys of large maps, and are
 * looked up there for each point.
 */
final class SortedLabels extends AbstractMap<String, String> {
    /** Names and values in turn. */
    private final String[] pairs;

    private final int hash;

    SortedLabels(List<Map.Entry<String, String>> entries) {
        pairs = new String[entries.size() * 2];
        int sum = 0;
        for (int i = 0; i < entries.size(); i++) {
            pairs[2 * i] = entries.get(i).getKey();
            pairs[2 * i + 1] = entries.get(i).getValue();
            sum += pairs[2 * i].hashCode() ^ pairs[2 * i + 1].hashCode();
        }
        hash = sum;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof SortedLabels labels) {
            return hash == labels.hash && Arrays.equals(pairs, labels.pairs);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private final class Entries extends AbstractSet<Entry<String, String>> {
        @Override
        public int size() {
            return pairs.length / 2;
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    return at < pairs.length;
                }

                @Override
                public Entry<String, String> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    at += 2;
                    return Map.entry(pairs[at - 2], pairs[at - 1]);
                }
            };
        }
    }
}
