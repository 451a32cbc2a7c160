// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.series;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of series. */
public final class SeriesStore {
    private static final String COLUMNS = "select id, key, registered_at from series ";
    /** Makes the count of new series exact where several processes register. */
    private static final long LOCK = 7_310;

    private final Database database;

    public SeriesStore(Database database) {
        this.database = database;
    }

    public Optional<Series> find(SeriesId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(COLUMNS + "where id = ?")
                        .bind(0, id.value())
                        .map((row, context) -> series(row))
                        .findOne());
    }

    /** In order of their canonical form. */
    public List<Series> ofKpi(String kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(COLUMNS + "where kpi = ? order by key collate \"C\"")
                        .bind(0, kpi)
                        .map((row, context) -> series(row))
                        .list());
    }

    /** In order of their canonical form. */
    public List<Series> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(COLUMNS + "order by key collate \"C\"")
                        .map((row, context) -> series(row))
                        .list());
    }

    /** How many series each KPI has; KPIs without any are absent. */
    public Map<String, Integer> countByKpi() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select kpi, count(*) as n from series group by kpi")
                        .reduceRows(new HashMap<String, Integer>(), (counts, row) -> {
                            counts.put(row.getColumn("kpi", String.class), row.getColumn("n", Integer.class));
                            return counts;
                        }));
    }

    /**
     * Registers those that are new, as long as the limits allow, and says what became of each.
     *
     * @param keys each once
     * @param now when they are registered
     * @param hourly the most new series within an hour, over all processes
     * @param daily the same within a day
     * @throws RuntimeException where the database is away; then none is registered
     */
    public Map<SeriesKey, Registration> register(Collection<SeriesKey> keys, Instant now, int hourly, int daily) {
        return database.jdbi().inTransaction(transaction -> {
            Map<SeriesKey, Registration> outcomes = known(transaction, keys);
            if (outcomes.size() < keys.size()) {
                transaction.execute("select pg_advisory_xact_lock(?)", LOCK);
                // Somebody else may have registered some before the lock was ours.
                outcomes = known(transaction, keys);
                long room = Math.min(
                        hourly - registeredSince(transaction, now.minus(Duration.ofHours(1))),
                        daily - registeredSince(transaction, now.minus(Duration.ofDays(1))));
                insert(transaction, keys, outcomes, now, room);
            }
            return outcomes;
        });
    }

    private static void insert(
            Handle transaction,
            Collection<SeriesKey> keys,
            Map<SeriesKey, Registration> outcomes,
            Instant now,
            long room) {
        PreparedBatch batch = transaction.prepareBatch(
                "insert into series (id, key, kpi, labels, registered_at) values (?, ?, ?, ?::jsonb, ?)");
        Map<SeriesId, SeriesKey> added = new LinkedHashMap<>();
        for (SeriesKey key : keys) {
            if (outcomes.containsKey(key)) {
                continue;
            }
            SeriesKey holder = added.putIfAbsent(key.id(), key);
            if (holder != null) {
                outcomes.put(key, new Registration.Collides(holder));
            } else if (added.size() > room) {
                added.remove(key.id());
                outcomes.put(key, Registration.OverLimit.INSTANCE);
            } else {
                batch.add(key.id().value(), key.toString(), key.kpi(), json(key), now);
                outcomes.put(key, Registration.Known.NEW);
            }
        }
        if (!added.isEmpty()) {
            batch.execute();
        }
    }

    private static Map<SeriesKey, Registration> known(Handle handle, Collection<SeriesKey> keys) {
        Map<Long, String> held = handle
                .createQuery("select id, key from series where id = any(?)")
                .bindArray(
                        0,
                        Long.class,
                        keys.stream().map(key -> key.id().value()).toList())
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<SeriesKey, Registration> outcomes = new LinkedHashMap<>();
        for (SeriesKey key : keys) {
            String holder = held.get(key.id().value());
            if (holder != null) {
                outcomes.put(
                        key,
                        holder.equals(key.toString())
                                ? Registration.Known.BEFORE
                                : new Registration.Collides(SeriesKey.parse(holder)));
            }
        }
        return outcomes;
    }

    private static long registeredSince(Handle handle, Instant since) {
        return handle.createQuery("select count(*) from series where registered_at > ?")
                .bind(0, since)
                .mapTo(Long.class)
                .one();
    }

    private static String json(SeriesKey key) {
        return key.labels().values().entrySet().stream()
                .map(label -> quoted(label.getKey()) + ":" + quoted(label.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static Series series(ResultSet row) throws SQLException {
        return new Series(
                new SeriesId(row.getLong("id")),
                SeriesKey.parse(row.getString("key")),
                row.getObject("registered_at", OffsetDateTime.class).toInstant());
    }
}
