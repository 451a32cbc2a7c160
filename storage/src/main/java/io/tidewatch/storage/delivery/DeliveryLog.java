// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads deliveries, their attempts and the receivers' health. */
public final class DeliveryLog {
    private static final String SELECT =
            "select d.*, a.status as last_status, coalesce(a.error, '') as last_error, (select count(*) from "
                    + "delivery_attempt c where c.delivery_id = d.id) as attempts from delivery d left join lateral (select "
                    + "status, error from delivery_attempt t where t.delivery_id = d.id order by t.id desc limit 1) a on true ";

    private final Database database;

    /** A delivery's line, its body, and its attempts, the newest first. */
    public record Detail(DeliveryEntry entry, String contentType, String body, List<Attempt> attempts) {}

    /** What an owner must be told. */
    public record Notice(Instant at, String message) {}

    public DeliveryLog(Database database) {
        this.database = database;
    }

    /**
     * A subscription's deliveries, the newest first.
     *
     * @param state only those that stand there
     * @param before only those with a smaller id; for the next page, the last id of this one
     */
    public List<DeliveryEntry> page(UUID subscription, Optional<DeliveryState> state, long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT
                                + "where d.subscription_id = :subscription and d.id < :before and "
                                + "(:state = '' or d.state = :state) order by d.id desc limit :limit")
                        .bind("subscription", subscription)
                        .bind("before", before)
                        .bind("state", state.map(DeliveryState::slug).orElse(""))
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list());
    }

    public Optional<Detail> find(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "where d.id = ?")
                        .bind(0, id)
                        .map((row, context) ->
                                new Detail(entry(row), row.getString("content_type"), row.getString("body"), List.of()))
                        .findOne()
                        .map(found -> new Detail(
                                found.entry(),
                                found.contentType(),
                                found.body(),
                                handle.createQuery(
                                                "select * from delivery_attempt where delivery_id = ? order by id desc limit 200")
                                        .bind(0, id)
                                        .map((row, context) -> attempt(row))
                                        .list())));
    }

    public EndpointHealth health(UUID subscription) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select h.*, h.disabled_epoch = s.epoch as disabled from endpoint_health h join subscription s "
                                        + "on s.id = h.subscription_id where s.id = ?")
                        .bind(0, subscription)
                        .map((row, context) -> health(row))
                        .findOne()
                        .orElse(EndpointHealth.UNTRIED));
    }

    /** The newest first, at most 50. */
    public List<Notice> notices(UUID subscription) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select at, message from subscription_notice where subscription_id = ? order by id desc limit 50")
                        .bind(0, subscription)
                        .map((row, context) -> new Notice(row.getTimestamp("at").toInstant(), row.getString("message")))
                        .list());
    }

    private static EndpointHealth health(ResultSet row) throws SQLException {
        return new EndpointHealth(
                instant(row, "last_success"),
                instant(row, "last_failure"),
                instant(row, "failing_since"),
                row.getInt("failures"),
                instant(row, "hold_until"),
                row.getBoolean("disabled")
                        ? Optional.of(new EndpointHealth.Disabled(
                                row.getTimestamp("disabled_at").toInstant(), row.getString("disabled_reason")))
                        : Optional.empty());
    }

    private static DeliveryEntry entry(ResultSet row) throws SQLException {
        DeliveryState state = DeliveryState.ofSlug(row.getString("state"));
        return new DeliveryEntry(
                row.getLong("id"),
                row.getObject("subscription_id", UUID.class),
                row.getString("event_id"),
                row.getString("kind"),
                row.getString("lane"),
                row.getString("series"),
                state,
                row.getString("reason"),
                row.getInt("attempts"),
                number(row, "last_status"),
                row.getString("last_error"),
                state == DeliveryState.WAITING ? instant(row, "next_try") : Optional.empty(),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "finished_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getTimestamp("started_at").toInstant(),
                Duration.ofMillis(row.getInt("duration_ms")),
                row.getString("outcome"),
                number(row, "status"),
                row.getString("url"),
                row.getString("request_headers"),
                row.getString("response"),
                row.getString("error"),
                instant(row, "next_try"));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp value = row.getTimestamp(column);
        return value == null ? Optional.empty() : Optional.of(value.toInstant());
    }
}
