// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.audit;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The audit log. Rows are written in the transaction of the change that they tell of; the database refuses to alter them. */
public final class AuditLog {
    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /**
     * Adds a row in the change's own transaction.
     *
     * @param detail never a secret
     */
    public static void record(
            Handle transaction, String actor, String action, String subject, String detail, Instant now) {
        transaction
                .createUpdate("insert into audit (at, actor, action, subject, detail)"
                        + " values (:at, :actor, :action, :subject, :detail)")
                .bind("at", now)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", detail)
                .execute();
    }

    /** Newest first; those older than {@code before}, which is an id. */
    public List<AuditEntry> newest(long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from audit where id < ? order by id desc limit ?")
                        .bind(0, before)
                        .bind(1, limit)
                        .map((row, context) -> new AuditEntry(
                                row.getLong("id"),
                                Times.instant(row, "at"),
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("detail")))
                        .list());
    }
}
