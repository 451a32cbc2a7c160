// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidewatch.core.series.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which labels a rule's series keep, and under which names: all, a list, or {@code tag: label} pairs. */
record LabelChoice(boolean all, Map<String, String> names) {
    static LabelChoice of(@Nullable JsonNode file) {
        if (file == null || file.isNull()) {
            return new LabelChoice(true, Map.of());
        }
        Map<String, String> names = new LinkedHashMap<>();
        if (file.isArray()) {
            file.forEach(name -> names.put(name.asText(), name.asText()));
        } else if (file.isObject()) {
            file.properties()
                    .forEach(pair -> names.put(pair.getKey(), pair.getValue().asText()));
        } else {
            throw new IllegalArgumentException("labels must be a list of tags, or pairs of tag and label");
        }
        return new LabelChoice(false, names);
    }

    Labels of(Map<String, String> tags) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (all) {
            kept.putAll(tags);
        } else {
            names.forEach((tag, label) -> kept.put(label, tags.getOrDefault(tag, "")));
        }
        kept.values().removeIf(String::isEmpty);
        return new Labels(kept);
    }
}
