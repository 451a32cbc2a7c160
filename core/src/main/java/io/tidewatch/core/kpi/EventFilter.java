// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.util.Map;
import java.util.Optional;

/**
 * Which events are meant.
 *
 * @param type such as {@code login}
 * @param attributes that an event must have with these very values; at most 16
 * @param newValueOf an attribute whose value this key has not shown before, though it has shown others; or empty
 */
public record EventFilter(String type, Map<String, String> attributes, Optional<String> newValueOf) {
    private static final int MAX_ATTRIBUTES = 16;
    private static final int MAX_TEXT = 200;

    public EventFilter {
        attributes = Map.copyOf(attributes);
        if (type.isBlank() || type.length() > MAX_TEXT) {
            throw new IllegalArgumentException("an event type has 1 to " + MAX_TEXT + " characters, not "
                    + type.length() + "; write \"login\", say");
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "a filter compares at most " + MAX_ATTRIBUTES + " attributes, not " + attributes.size());
        }
    }

    /** Whether type and attributes fit; {@link #newValueOf} is for whoever remembers the key's events. */
    public boolean fits(String eventType, Map<String, String> eventAttributes) {
        return type.equals(eventType)
                && attributes.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(eventAttributes.get(wanted.getKey())));
    }
}
