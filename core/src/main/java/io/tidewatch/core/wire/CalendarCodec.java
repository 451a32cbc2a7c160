// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.wire.v1.CalendarEventRecord;
import io.tidewatch.core.wire.v1.CalendarKindCode;
import io.tidewatch.core.wire.v1.RepeatingRecord;
import io.tidewatch.core.wire.v1.TimeRangeRecord;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Known events as a part of the settings' records. */
final class CalendarCodec {
    private CalendarCodec() {}

    static CalendarEventRecord encode(CalendarEvent event) {
        CalendarEventRecord.Builder wire = CalendarEventRecord.newBuilder()
                .setId(event.id().toString())
                .setVersion(event.version())
                .setTitle(event.title())
                .setKind(
                        switch (event.kind()) {
                            case EVENT -> CalendarKindCode.CALENDAR_KIND_EVENT;
                            case HOLIDAY -> CalendarKindCode.CALENDAR_KIND_HOLIDAY;
                        })
                .addAllKpis(event.kpis().stream().map(NamePattern::text).toList())
                .setCreatedBy(event.createdBy())
                .setCreatedAtMicros(Micros.of(event.createdAt()));
        event.labels().forEach((name, pattern) -> wire.putLabels(name, pattern.text()));
        return switch (event.schedule()) {
            case Schedule.Once(TimeRange range) ->
                wire.setOnce(TimeRangeRecord.newBuilder()
                                .setFromMicros(range.from())
                                .setToMicros(range.to()))
                        .build();
            case Schedule.Repeating repeating ->
                wire.setRepeating(RepeatingRecord.newBuilder()
                                .setFirst(repeating.first().toString())
                                .setLengthMicros(Micros.of(repeating.length()))
                                .setEvery(repeating.every().slug())
                                .setLast(repeating
                                        .last()
                                        .map(LocalDate::toString)
                                        .orElse("")))
                        .build();
            case Schedule.PublicHolidays(String country) ->
                wire.setCountry(country).build();
        };
    }

    static CalendarEvent decode(CalendarEventRecord wire) {
        Map<String, NamePattern> labels = new TreeMap<>();
        wire.getLabelsMap().forEach((name, pattern) -> labels.put(name, new NamePattern(pattern)));
        return new CalendarEvent(
                UUID.fromString(wire.getId()),
                wire.getVersion(),
                wire.getTitle(),
                switch (wire.getKind()) {
                    case CALENDAR_KIND_HOLIDAY -> CalendarKind.HOLIDAY;
                    case CALENDAR_KIND_EVENT, CALENDAR_KIND_UNSPECIFIED, UNRECOGNIZED -> CalendarKind.EVENT;
                },
                schedule(wire),
                wire.getKpisList().stream().map(NamePattern::new).toList(),
                labels,
                wire.getCreatedBy(),
                Micros.toInstant(wire.getCreatedAtMicros()));
    }

    private static Schedule schedule(CalendarEventRecord wire) {
        return switch (wire.getScheduleCase()) {
            case ONCE ->
                new Schedule.Once(new TimeRange(
                        wire.getOnce().getFromMicros(), wire.getOnce().getToMicros()));
            case REPEATING -> {
                RepeatingRecord repeating = wire.getRepeating();
                yield new Schedule.Repeating(
                        LocalDateTime.parse(repeating.getFirst()),
                        Micros.toDuration(repeating.getLengthMicros()),
                        Every.ofSlug(repeating.getEvery()),
                        repeating.getLast().isEmpty()
                                ? Optional.empty()
                                : Optional.of(LocalDate.parse(repeating.getLast())));
            }
            case COUNTRY -> new Schedule.PublicHolidays(wire.getCountry());
            case SCHEDULE_NOT_SET -> throw new IllegalArgumentException("event " + wire.getId() + " has no schedule");
        };
    }
}
