// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.event;

import java.util.Map;

/** What is known about a key, to be shown with the alerts of its events. */
public record Lookup(String key, Map<String, String> fields) {
    public static final int MAX_FIELDS = 40;

    public Lookup {
        fields = Map.copyOf(fields);
        if (key.isEmpty() || key.length() > Event.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "a lookup key has 1 to " + Event.MAX_TEXT + " characters, not " + key.length());
        }
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "a lookup record has at most " + MAX_FIELDS + " fields, not " + fields.size());
        }
        fields.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > Event.MAX_TEXT || value.length() > Event.MAX_VALUE) {
                throw new IllegalArgumentException("lookup field names have 1 to " + Event.MAX_TEXT
                        + " characters and values at most " + Event.MAX_VALUE + ", not " + name.length() + " and "
                        + value.length());
            }
        });
    }
}
