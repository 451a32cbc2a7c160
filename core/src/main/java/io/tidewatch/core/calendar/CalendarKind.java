// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.calendar;

import java.util.Locale;

/** What an event does to the values. */
public enum CalendarKind {
    /** Something moves them for a while, a campaign or a closure: no model learns it as a habit, and it explains what strays. */
    EVENT,
    /** The local days that it touches look like Sundays. */
    HOLIDAY;

    /** As it stands in the database and in the API. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the text and what may stand there */
    public static CalendarKind ofSlug(String slug) {
        for (CalendarKind kind : values()) {
            if (kind.slug().equals(slug)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("an event's kind is event or holiday, not \"" + slug + "\"");
    }
}
