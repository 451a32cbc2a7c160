// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the REST API gives out, as a tree without its empty parts, so that a document says only what was said. */
final class CodeTree {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CodeTree() {}

    static Map<String, Object> of(Object body) {
        return pruned(JSON.convertValue(body, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    private static Map<String, Object> pruned(Map<?, ?> tree) {
        Map<String, Object> kept = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            Object inside = value instanceof Map<?, ?> map ? pruned(map) : list(value);
            boolean empty = inside == null
                    || inside instanceof Map<?, ?> map && map.isEmpty()
                    || inside instanceof Collection<?> list && list.isEmpty();
            if (!empty) {
                kept.put(String.valueOf(name), inside);
            }
        });
        return kept;
    }

    private static @Nullable Object list(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream()
                    .map(item -> item instanceof Map<?, ?> map ? pruned(map) : item)
                    .toList();
        }
        return value;
    }
}
