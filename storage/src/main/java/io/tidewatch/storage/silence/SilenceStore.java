// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.silence;

import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Silences. Changes take the caller's transaction, so that the audit stands beside them. */
public final class SilenceStore {
    private final Database database;

    public SilenceStore(Database database) {
        this.database = database;
    }

    public void create(Handle transaction, Silence silence, Instant now) {
        transaction.execute(
                "insert into silence (id, kpis, label_names, label_patterns, begins_at, ends_at, reason, created_by, created_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                silence.id(),
                silence.kpis().stream().map(NamePattern::text).toArray(String[]::new),
                silence.labels().keySet().toArray(String[]::new),
                silence.labels().values().stream().map(NamePattern::text).toArray(String[]::new),
                silence.from(),
                silence.until(),
                silence.reason(),
                silence.createdBy(),
                now);
    }

    /**
     * Ends it at a time before its own end; one that has not begun is taken away.
     *
     * @return false where there is none that is not over
     */
    public boolean end(Handle transaction, UUID id, Instant at) {
        int gone = transaction.execute("delete from silence where id = ? and begins_at >= ?", id, at);
        return gone == 1
                || transaction.execute("update silence set ends_at = ? where id = ? and ends_at > ?", at, id, at) == 1;
    }

    public Optional<Silence> find(UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from silence where id = ?")
                        .bind(0, id)
                        .map((row, context) -> silence(row))
                        .findOne());
    }

    /** Those that are not over, the next to end first. */
    public List<Silence> notOver(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from silence where ends_at > ? order by ends_at, id")
                        .bind(0, now)
                        .map((row, context) -> silence(row))
                        .list());
    }

    private static Silence silence(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("label_names").getArray();
        String[] patterns = (String[]) row.getArray("label_patterns").getArray();
        Map<String, NamePattern> labels = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            labels.put(names[i], new NamePattern(patterns[i]));
        }
        return new Silence(
                row.getObject("id", UUID.class),
                Arrays.stream((String[]) row.getArray("kpis").getArray())
                        .map(NamePattern::new)
                        .toList(),
                labels,
                Times.instant(row, "begins_at"),
                Times.instant(row, "ends_at"),
                row.getString("reason"),
                row.getString("created_by"));
    }
}
