// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next hand it back as {@code cursor} for the part after it; null at the end
 */
public record PageJson<T>(List<T> items, @Nullable String next) {
    /** The first {@code limit}, by the code units of {@code key}, of what comes after the cursor. */
    public static <T> PageJson<T> of(List<T> all, int limit, @Nullable String cursor, Function<T, String> key) {
        List<T> rest = all.stream()
                .filter(item -> cursor == null || key.apply(item).compareTo(cursor) > 0)
                .sorted(Comparator.comparing(key))
                .toList();
        List<T> items = rest.subList(0, Math.min(limit, rest.size()));
        return new PageJson<>(items, items.size() < rest.size() ? key.apply(items.getLast()) : null);
    }
}
