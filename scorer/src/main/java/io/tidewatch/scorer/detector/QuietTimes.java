// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.ZoneId;
import java.util.List;

/** When events that people entered explain what a series does. Holidays don't: those days are foretold like Sundays. */
final class QuietTimes {
    private final List<CalendarEvent> events;
    private final ZoneId zone;
    private long from = 1;
    private long to;
    private List<TimeRange> ranges = List.of();

    QuietTimes(Settings settings, SeriesKey series) {
        zone = settings.kpi().zone();
        events = settings.calendar().stream()
                .filter(event -> event.kind() == CalendarKind.EVENT && event.covers(series))
                .toList();
    }

    boolean at(long time) {
        if (events.isEmpty()) {
            return false;
        }
        if (time < from || time >= to) {
            // A day at a time, so that an event that comes back for ever costs little.
            from = Math.floorDiv(time, Micros.DAY) * Micros.DAY;
            to = from + Micros.DAY;
            ranges = events.stream()
                    .flatMap(event -> event.schedule().occurrences(from, to, zone).stream())
                    .toList();
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(time)) {
                return true;
            }
        }
        return false;
    }
}
