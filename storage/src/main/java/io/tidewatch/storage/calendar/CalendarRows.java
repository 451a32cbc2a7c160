// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Known events as rows. */
final class CalendarRows {
    /** The columns of a schedule; those of the other kinds are null. */
    record Columns(
            @Nullable OffsetDateTime begins,
            @Nullable OffsetDateTime ends,
            @Nullable LocalDateTime first,
            @Nullable Long length,
            @Nullable String every,
            @Nullable LocalDate last,
            @Nullable String country) {}

    private CalendarRows() {}

    static Columns columns(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Once(TimeRange range) ->
                new Columns(Times.offset(range.from()), Times.offset(range.to()), null, null, null, null, null);
            case Schedule.Repeating repeating ->
                new Columns(
                        null,
                        null,
                        repeating.first(),
                        Micros.of(repeating.length()),
                        repeating.every().slug(),
                        repeating.last().orElse(null),
                        null);
            case Schedule.PublicHolidays(String country) -> new Columns(null, null, null, null, null, null, country);
        };
    }

    static CalendarEvent event(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("label_names").getArray();
        String[] patterns = (String[]) row.getArray("label_patterns").getArray();
        Map<String, NamePattern> labels = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            labels.put(names[i], new NamePattern(patterns[i]));
        }
        return new CalendarEvent(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getString("title"),
                CalendarKind.ofSlug(row.getString("kind")),
                schedule(row),
                Arrays.stream((String[]) row.getArray("kpis").getArray())
                        .map(NamePattern::new)
                        .toList(),
                labels,
                row.getString("created_by"),
                Times.instant(row, "created_at"));
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        @Nullable String country = row.getString("country");
        if (country != null) {
            return new Schedule.PublicHolidays(country);
        }
        @Nullable LocalDateTime first = row.getObject("first_begins", LocalDateTime.class);
        if (first == null) {
            return new Schedule.Once(new TimeRange(Times.micros(row, "begins_at"), Times.micros(row, "ends_at")));
        }
        return new Schedule.Repeating(
                first,
                Micros.toDuration(row.getLong("length_micros")),
                Every.ofSlug(row.getString("every")),
                Optional.ofNullable(row.getObject("last_day", LocalDate.class)));
    }
}
