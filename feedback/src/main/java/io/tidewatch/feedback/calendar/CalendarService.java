// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.calendar.CalendarStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The calendar. A change reaches scorer and forecaster by the settings topic; training leaves the days out from the next night on. */
public final class CalendarService {
    private final Workplace desk;
    private final CalendarStore store;

    public CalendarService(Workplace desk) {
        this.desk = desk;
        this.store = new CalendarStore(desk.database());
    }

    /** In order of title. */
    public List<CalendarEvent> all() {
        return store.all();
    }

    /** @throws TidewatchException NOT_FOUND */
    public CalendarEvent find(String id) {
        return store.find(id(id)).orElseThrow(() -> unknown(id));
    }

    /** @throws TidewatchException INVALID_VALUE naming what is wrong */
    public CalendarEvent create(CalendarBody body, String actor) {
        CalendarEvent event = body.event(UUID.randomUUID(), 1, actor, desk.now());
        return desk.change(transaction -> {
            store.save(transaction, event, actor, desk.now());
            desk.audit(transaction, actor, "calendar.created", "calendar/" + event.id(), event.title());
            return event;
        });
    }

    /** @throws TidewatchException NOT_FOUND; CONFLICT where it was changed since; INVALID_VALUE */
    public CalendarEvent change(String id, CalendarBody body, String actor) {
        CalendarEvent before = find(id);
        Long seen = body.version();
        if (seen == null || seen != before.version()) {
            throw conflict(before);
        }
        CalendarEvent event = body.event(before.id(), before.version() + 1, before.createdBy(), before.createdAt());
        return desk.change(transaction -> {
            if (!store.save(transaction, event, actor, desk.now())) {
                throw conflict(before);
            }
            desk.audit(transaction, actor, "calendar.changed", "calendar/" + event.id(), event.title());
            return event;
        });
    }

    /** @throws TidewatchException NOT_FOUND */
    public void delete(String id, String actor) {
        CalendarEvent event = find(id);
        desk.change(transaction -> {
            desk.audit(transaction, actor, "calendar.deleted", "calendar/" + event.id(), event.title());
            return store.delete(transaction, event.id());
        });
    }

    /**
     * What the verdict "expected" leaves behind: an event over the alert's stretch for exactly its series, once or repeating on the
     * KPI's clock.
     */
    public void expect(
            Handle transaction,
            long verdict,
            SeriesKey series,
            TimeRange range,
            String cause,
            Optional<Every> every,
            ZoneId zone,
            String actor) {
        long to = Math.min(
                Math.max(range.to(), range.from() + Micros.MINUTE), range.from() + Micros.of(Schedule.MAX_LENGTH));
        Map<String, NamePattern> labels = new TreeMap<>();
        series.labels().values().forEach((name, value) -> {
            // An empty value is one that no pattern can name.
            if (!value.isEmpty()) {
                labels.put(name, new NamePattern(value));
            }
        });
        String title = cause.isEmpty() ? "Expected on " + series.kpi() : cause;
        CalendarEvent event = new CalendarEvent(
                idOf(verdict),
                1,
                title.substring(0, Math.min(CalendarEvent.MAX_TITLE, title.length())),
                CalendarKind.EVENT,
                every.<Schedule>map(often -> repeating(range.from(), to, often, zone))
                        .orElseGet(() -> new Schedule.Once(new TimeRange(range.from(), to))),
                List.of(new NamePattern(series.kpi())),
                labels,
                actor,
                desk.now());
        store.save(transaction, event, actor, desk.now());
    }

    /** Takes back what a verdict left behind, if it did. */
    public void unexpect(Handle transaction, long verdict) {
        store.delete(transaction, idOf(verdict));
    }

    private static Schedule.Repeating repeating(long from, long to, Every every, ZoneId zone) {
        LocalDateTime first = Micros.toInstant(from).atZone(zone).toLocalDateTime();
        return new Schedule.Repeating(first, Duration.ofNanos((to - from) * 1_000), every, Optional.empty());
    }

    private static UUID idOf(long verdict) {
        return UUID.nameUUIDFromBytes(("verdict-" + verdict).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static TidewatchException unknown(String id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND,
                "no event \"" + id.substring(0, Math.min(80, id.length()))
                        + "\" in the calendar. It may have been deleted.");
    }

    private static TidewatchException conflict(CalendarEvent before) {
        return new TidewatchException(
                ErrorCode.CONFLICT,
                "\"" + before.title() + "\" stands at version " + before.version()
                        + ", and yours names another. Read it again, then change it.");
    }
}
