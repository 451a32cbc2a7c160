// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which measured series a rule is for. */
record Match(Glob measurement, Glob field, Map<String, Glob> tags) {
    /** @throws IllegalArgumentException where it would match everything by accident */
    static Match of(RuleFile.@Nullable MatchFile file) {
        if (file == null || file.measurement() == null) {
            throw new IllegalArgumentException("match needs a measurement, \"*\" for any");
        }
        Map<String, Glob> tags = new LinkedHashMap<>();
        if (file.tags() != null) {
            file.tags().forEach((name, pattern) -> tags.put(name, new Glob(pattern)));
        }
        return new Match(new Glob(file.measurement()), new Glob(file.field() == null ? "*" : file.field()), tags);
    }

    boolean matches(String name, String fieldName, Map<String, String> labels) {
        if (!measurement.matches(name) || !field.matches(fieldName)) {
            return false;
        }
        for (Map.Entry<String, Glob> tag : tags.entrySet()) {
            // A tag that is not there has an empty value, as in Prometheus.
            if (!tag.getValue().matches(labels.getOrDefault(tag.getKey(), ""))) {
                return false;
            }
        }
        return true;
    }
}
