// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Label names and values, sorted by the bytes of the names in UTF-8. */
public record Labels(Map<String, String> values) {
    public static final Labels NONE = new Labels(Map.of());

    public Labels {
        List<Map.Entry<String, String>> sorted = values.entrySet().stream()
                .sorted((a, b) -> Arrays.compareUnsigned(
                        a.getKey().getBytes(UTF_8), b.getKey().getBytes(UTF_8)))
                .toList();
        values = new SortedLabels(sorted);
    }

    public static Labels of(String name, String value) {
        return new Labels(Map.of(name, value));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** {@code {country="DE",plan="pro"}}, or nothing where there are no labels. */
    @Override
    public String toString() {
        if (values.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        values.forEach((name, value) -> text.append(text.length() == 1 ? "" : ",")
                .append(name)
                .append("=\"")
                .append(escape(value))
                .append('"'));
        return text.append('}').toString();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
