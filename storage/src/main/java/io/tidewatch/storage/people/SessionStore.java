// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.Optional;

/** Sessions by the hash of their token. */
public final class SessionStore {
    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    /** Also forgets sessions that have expired. */
    public void open(byte[] tokenHash, String person, Instant now, Instant expires) {
        database.jdbi().useTransaction(transaction -> {
            transaction.execute("delete from session where expires_at < ?", now);
            transaction.execute(
                    "insert into session (token_hash, person, opened_at, seen_at, expires_at) values (?, ?, ?, ?, ?)",
                    tokenHash,
                    person,
                    now,
                    now,
                    expires);
            AuditLog.record(transaction, person, "session.opened", "person/" + person, "", now);
        });
    }

    /** Empty where it has expired, or the person is disabled. */
    public Optional<Session> find(byte[] tokenHash, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select p.name, p.role, p.one_time, s.seen_at, s.expires_at from session s"
                                        + " join person p on p.name = s.person"
                                        + " where s.token_hash = ? and s.expires_at > ? and not p.disabled")
                        .bind(0, tokenHash)
                        .bind(1, now)
                        .map((row, context) -> new Session(
                                row.getString("name"),
                                row.getString("role"),
                                row.getBoolean("one_time"),
                                Times.instant(row, "seen_at"),
                                Times.instant(row, "expires_at")))
                        .findOne());
    }

    /** Lets a session that is used live on. */
    public void extend(byte[] tokenHash, Instant now, Instant expires) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update session set seen_at = ?, expires_at = ? where token_hash = ?",
                        now,
                        expires,
                        tokenHash));
    }

    public void close(byte[] tokenHash) {
        database.jdbi().useHandle(handle -> handle.execute("delete from session where token_hash = ?", tokenHash));
    }
}
