// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.calendar;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar.
 *
 * @param editing the event that the address names, in the form; null for a new one
 */
public record CalendarView(
        Frame frame,
        List<Line> events,
        @Nullable Form editing,
        List<String> zones,
        List<Choice> repeats,
        boolean mayEdit) {
    /**
     * One event.
     *
     * @param next when it takes place next, or took place last
     */
    public record Line(String id, String icon, String title, String by, String when, String next, String scope) {}

    /** An event's fields as the form wants them. */
    public record Form(
            String id,
            long version,
            String title,
            String from,
            String to,
            String zone,
            String repeats,
            String last,
            String country,
            String kpis,
            String labels) {}

    public record Choice(String value, String label) {}
}
