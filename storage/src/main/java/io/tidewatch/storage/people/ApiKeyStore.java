// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.StatementContext;

/** Programs' keys; adding and revoking leave a row in the audit log. */
public final class ApiKeyStore {
    private final Database database;

    public ApiKeyStore(Database database) {
        this.database = database;
    }

    public void add(ApiKey key) {
        database.jdbi().useTransaction(transaction -> {
            transaction
                    .createUpdate(
                            "insert into api_key (prefix, hash, label, scopes, created_by, created_at, expires_at)"
                                    + " values (:prefix, :hash, :label, :scopes, :by, :at, :expires)")
                    .bind("prefix", key.prefix())
                    .bind("hash", key.hash())
                    .bind("label", key.label())
                    .bind("scopes", key.scopes().toArray(String[]::new))
                    .bind("by", key.createdBy())
                    .bind("at", key.created())
                    .bind("expires", key.expires().orElse(null))
                    .execute();
            AuditLog.record(
                    transaction,
                    key.createdBy(),
                    "key.added",
                    "key/" + key.prefix(),
                    key.label() + " " + new TreeSet<>(key.scopes()),
                    key.created());
        });
    }

    public Optional<ApiKey> find(String prefix) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from api_key where prefix = ?")
                        .bind(0, prefix)
                        .map(ApiKeyStore::key)
                        .findOne());
    }

    /** Newest first, revoked ones too. */
    public List<ApiKey> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from api_key order by created_at desc, prefix")
                        .map(ApiKeyStore::key)
                        .list());
    }

    /** False where there is none, or it is revoked already. */
    public boolean revoke(String prefix, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            int revoked = transaction.execute(
                    "update api_key set revoked_at = ? where prefix = ? and revoked_at is null", now, prefix);
            if (revoked == 1) {
                AuditLog.record(transaction, actor, "key.revoked", "key/" + prefix, "", now);
            }
            return revoked == 1;
        });
    }

    public void used(String prefix, Instant now) {
        database.jdbi()
                .useHandle(handle -> handle.execute("update api_key set used_at = ? where prefix = ?", now, prefix));
    }

    private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                row.getString("prefix"),
                row.getBytes("hash"),
                row.getString("label"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                row.getString("created_by"),
                Times.instant(row, "created_at"),
                optional(row, "expires_at"),
                optional(row, "revoked_at"),
                optional(row, "used_at"));
    }

    private static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
