// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Attributes as labels. */
final class Attributes {
    private Attributes() {}

    /** Adds all, or those that are wanted; a later one of a name stays. */
    static void add(Map<String, String> labels, List<KeyValue> attributes, Set<String> wanted) {
        for (KeyValue attribute : attributes) {
            if (wanted.isEmpty() || wanted.contains(attribute.getKey())) {
                labels.put(attribute.getKey(), text(attribute.getValue()));
            }
        }
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .limit(16)
                        .map(one -> one.hasArrayValue() || one.hasKvlistValue() ? "" : text(one))
                        .collect(Collectors.joining(","));
            // Neither a list of pairs nor raw bytes is a label.
            default -> "";
        };
    }
}
