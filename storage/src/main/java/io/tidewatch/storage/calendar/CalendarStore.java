// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calendar;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Known events. Changes take the caller's transaction, so that the audit stands beside them; the settings topic gets each
 * in the same commit.
 */
public final class CalendarStore {
    private final Database database;

    public CalendarStore(Database database) {
        this.database = database;
    }

    /**
     * Creates the event, or changes it where its version is one more than the stored one. Who created it, and when, stays.
     *
     * @return false where somebody else was faster: read again and retry
     */
    public boolean save(Handle transaction, CalendarEvent event, String actor, Instant now) {
        CalendarRows.Columns columns = CalendarRows.columns(event.schedule());
        int rows = transaction
                .createUpdate("insert into calendar_event (id, version, title, kind, begins_at, ends_at, first_begins, "
                        + "length_micros, every, last_day, country, kpis, label_names, label_patterns, created_by, created_at, "
                        + "changed_by, changed_at) values (:id, :version, :title, :kind, :begins, :ends, :first, :length, :every, "
                        + ":last, :country, :kpis, :names, :patterns, :by, :at, :actor, :now) on conflict (id) do update set "
                        + "version = excluded.version, title = excluded.title, kind = excluded.kind, "
                        + "begins_at = excluded.begins_at, ends_at = excluded.ends_at, first_begins = excluded.first_begins, "
                        + "length_micros = excluded.length_micros, every = excluded.every, last_day = excluded.last_day, "
                        + "country = excluded.country, kpis = excluded.kpis, label_names = excluded.label_names, "
                        + "label_patterns = excluded.label_patterns, changed_by = excluded.changed_by, "
                        + "changed_at = excluded.changed_at where calendar_event.version = excluded.version - 1")
                .bind("id", event.id())
                .bind("version", event.version())
                .bind("title", event.title())
                .bind("kind", event.kind().slug())
                .bind("begins", columns.begins())
                .bind("ends", columns.ends())
                .bind("first", columns.first())
                .bind("length", columns.length())
                .bind("every", columns.every())
                .bind("last", columns.last())
                .bind("country", columns.country())
                .bind("kpis", event.kpis().stream().map(NamePattern::text).toArray(String[]::new))
                .bind("names", event.labels().keySet().toArray(String[]::new))
                .bind(
                        "patterns",
                        event.labels().values().stream().map(NamePattern::text).toArray(String[]::new))
                .bind("by", event.createdBy())
                .bind("at", event.createdAt())
                .bind("actor", actor)
                .bind("now", now)
                .execute();
        if (rows == 1) {
            SettingsMessage message = new SettingsMessage.OfCalendar(event);
            Outbox.DESK.add(transaction, Topic.SETTINGS, key(event.id()), SettingsCodec.encode(message));
        }
        return rows == 1;
    }

    /** @return false where there is none */
    public boolean delete(Handle transaction, UUID id) {
        boolean gone = transaction.execute("delete from calendar_event where id = ?", id) == 1;
        if (gone) {
            Outbox.DESK.add(transaction, Topic.SETTINGS, key(id), null);
        }
        return gone;
    }

    public Optional<CalendarEvent> find(UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from calendar_event where id = ?")
                        .bind(0, id)
                        .map((row, context) -> CalendarRows.event(row))
                        .findOne());
    }

    /** In order of title. */
    public List<CalendarEvent> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from calendar_event order by title, id")
                        .map((row, context) -> CalendarRows.event(row))
                        .list());
    }

    /** Those about a series, in order of title. */
    public List<CalendarEvent> covering(SeriesKey series) {
        return all().stream().filter(event -> event.covers(series)).toList();
    }

    private static byte[] key(UUID id) {
        return SettingsMessage.calendarKey(id).getBytes(StandardCharsets.UTF_8);
    }
}
