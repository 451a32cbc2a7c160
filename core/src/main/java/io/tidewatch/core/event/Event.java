// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.event;

import java.util.Map;

/**
 * Something that happened to a key; not a point.
 *
 * @param id unique within the key, so that what is sent twice counts once; empty where the sender has none
 * @param key what events are joined by, such as a user's number
 * @param type such as {@code login}
 * @param timeMicros UTC microseconds since 1970
 */
public record Event(String id, String key, String type, long timeMicros, Map<String, String> attributes) {
    public static final int MAX_TEXT = 256;
    public static final int MAX_ATTRIBUTES = 40;
    public static final int MAX_VALUE = 4096;

    public Event {
        attributes = Map.copyOf(attributes);
        requireText("key", key, 1);
        requireText("type", type, 1);
        requireText("id", id, 0);
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException("an event has at most " + MAX_ATTRIBUTES + " attributes, not "
                    + attributes.size() + "; leave out what no detector asks for");
        }
        attributes.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_TEXT || value.length() > MAX_VALUE) {
                throw new IllegalArgumentException(
                        "attribute names have 1 to " + MAX_TEXT + " characters and values at most " + MAX_VALUE
                                + ", not " + name.length() + " and " + value.length());
            }
        });
    }

    private static void requireText(String what, String text, int least) {
        if (text.length() < least || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "an event's " + what + " has " + least + " to " + MAX_TEXT + " characters, not " + text.length());
        }
    }
}
