// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.request;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Requests: asked by the desk, taken by the role that owns the kind. */
public final class RequestStore {
    /** A running row that was not touched for this long is taken again: its taker is gone. */
    public static final Duration ABANDONED = Duration.ofMinutes(5);

    private final Database database;

    public RequestStore(Database database) {
        this.database = database;
    }

    /** @param payload a JSON object */
    public Request add(
            Handle transaction, RequestKind kind, String subject, String payload, String actor, Instant now) {
        return transaction
                .createQuery(
                        "insert into request (kind, subject, payload, requested_by, requested_at, touched_at) values"
                                + " (:kind, :subject, cast(:payload as jsonb), :by, :at, :at) returning *")
                .bind("kind", kind.slug())
                .bind("subject", subject)
                .bind("payload", payload)
                .bind("by", actor)
                .bind("at", now)
                .map(RequestStore::request)
                .one();
    }

    /** The request of this kind and subject that waits or runs, if any. */
    public Optional<Request> unfinished(Handle handle, RequestKind kind, String subject) {
        return handle.createQuery(
                        "select * from request where kind = ? and subject = ? and state in ('waiting', 'running')"
                                + " order by id limit 1")
                .bind(0, kind.slug())
                .bind(1, subject)
                .map(RequestStore::request)
                .findOne();
    }

    /**
     * Takes the oldest waiting request of these kinds, or one whose taker is {@linkplain #ABANDONED gone}. Two takers never
     * get the same one. While it runs, call {@link #progress} at least every minute or two.
     */
    public Optional<Request> take(Set<RequestKind> kinds, Instant now) {
        return database.jdbi()
                .inTransaction(transaction -> transaction
                        .createQuery(
                                "update request set state = 'running', touched_at = :now where id = (select id from request"
                                        + " where kind = any(:kinds) and (state = 'waiting' or state = 'running' and touched_at < :gone)"
                                        + " order by id limit 1 for update skip locked) returning *")
                        .bind("kinds", kinds.stream().map(RequestKind::slug).toArray(String[]::new))
                        .bind("now", now)
                        .bind("gone", now.minus(ABANDONED))
                        .map(RequestStore::request)
                        .findOne());
    }

    /**
     * Says how far it came, and renews the taker's claim.
     *
     * @param progress 0 to 1
     * @return false where it no longer runs: somebody has cancelled it
     */
    public boolean progress(long id, double progress, String message, Instant now) {
        return update("progress = " + (float) Math.clamp(progress, 0, 1), id, message, now);
    }

    public void done(long id, String message, Instant now) {
        update("progress = 1, state = 'done', finished_at = :now", id, message, now);
    }

    public void failed(long id, String message, Instant now) {
        update("state = 'failed', finished_at = :now", id, message, now);
    }

    /** Gives a running request back, for any taker to go on with. */
    public void release(long id, Instant now) {
        update("state = 'waiting'", id, "waiting to go on", now);
    }

    /** @return false where it had ended already */
    public boolean cancel(Handle transaction, long id, String message, Instant now) {
        return transaction
                        .createUpdate("update request set state = 'cancelled', message = :message, finished_at = :now,"
                                + " touched_at = :now where id = :id and state in ('waiting', 'running')")
                        .bind("id", id)
                        .bind("message", message)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** How many requests of these kinds by this person wait or run. */
    public int unfinishedBy(Handle handle, Set<RequestKind> kinds, String actor) {
        return handle.createQuery("select count(*) from request where kind = any(:kinds) and requested_by = :by"
                        + " and state in ('waiting', 'running')")
                .bind("kinds", kinds.stream().map(RequestKind::slug).toArray(String[]::new))
                .bind("by", actor)
                .mapTo(Integer.class)
                .one();
    }

    private boolean update(String change, long id, String message, Instant now) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate(
                                        "update request set message = :message, touched_at = :now, " + change
                                                + " where id = :id and state = 'running'")
                                .bind("id", id)
                                .bind("message", message)
                                .bind("now", now)
                                .execute())
                == 1;
    }

    public Optional<Request> find(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from request where id = ?")
                        .bind(0, id)
                        .map(RequestStore::request)
                        .findOne());
    }

    /** A field of the payload, as text. */
    public Optional<String> argument(long id, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select payload ->> ? from request where id = ?")
                        .bind(0, name)
                        .bind(1, id)
                        .mapTo(String.class)
                        .findFirst());
    }

    /** Newest first. */
    public List<Request> of(RequestKind kind, String subject, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from request where kind = ? and subject = ? order by id desc limit ?")
                        .bind(0, kind.slug())
                        .bind(1, subject)
                        .bind(2, limit)
                        .map(RequestStore::request)
                        .list());
    }

    /** In the order in which they were asked for. */
    public List<Request> doneSince(RequestKind kind, Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from request where kind = ? and state = 'done' and finished_at >= ? order by id")
                        .bind(0, kind.slug())
                        .bind(1, since)
                        .map(RequestStore::request)
                        .list());
    }

    private static Request request(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Request(
                row.getLong("id"),
                RequestKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("payload"),
                RequestState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getFloat("progress"),
                row.getString("message"),
                row.getString("requested_by"),
                Times.instant(row, "requested_at"),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant));
    }
}
