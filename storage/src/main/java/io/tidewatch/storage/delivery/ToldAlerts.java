// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What subscriptions know of alerts, and what falls due for them. Any number of processes may work on what is due: a row is
 * locked by one, passed over by the others, and changed in the commit that makes its delivery.
 */
public final class ToldAlerts {
    private static final String DUE = """
            select t.subscription_id, t.alert_id, t.since, t.told, t.held_kind, t.repeats, n.record,
                n.acknowledged_at is not null as acknowledged
            from told_alert t join notified_alert n on n.alert_id = t.alert_id
            where t.%1$s <= :now order by t.%1$s limit :limit for update of t skip locked
            """;

    private final Database database;

    /**
     * A row that fell due.
     *
     * @param heldKind slug of the event that was held back; empty for a repetition
     * @param event the alert as it stands
     */
    public record Due(Knowledge known, String heldKind, int repeats, AlertEvent event) {}

    /** What to do with a row that is looked at again. */
    public sealed interface Look {
        /**
         * What was held back of the alert is sent.
         *
         * @param lane of its deliveries from now on
         * @param reason for people
         * @param repeatAt when it is told again
         */
        record Reveal(String lane, Placing placing, String reason, Optional<Instant> repeatAt) implements Look {}

        record Later(Instant at) implements Look {}

        /** It stays held back for good. */
        record Never() implements Look {}
    }

    /**
     * What to do with a repetition that is due.
     *
     * @param delivery empty where nothing is said this time
     * @param next empty where it is not told again
     */
    public record Repeat(Optional<NewDelivery> delivery, Optional<Instant> next) {}

    public ToldAlerts(Database database) {
        this.database = database;
    }

    public List<Knowledge> of(Collection<String> alerts) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select t.*, n.acknowledged_at is not null as acknowledged from told_alert t join "
                                        + "notified_alert n on n.alert_id = t.alert_id where t.alert_id = any(:alerts)")
                        .bind("alerts", alerts.toArray(String[]::new))
                        .map((row, context) -> knowledge(row))
                        .list());
    }

    /** Looks again at what was held back; says how many were due. */
    public int look(Instant now, int limit, Function<Due, Look> judge) {
        return database.jdbi().inTransaction(transaction -> {
            List<Due> due = due(transaction, "look_at", now, limit);
            for (Due each : due) {
                apply(transaction, each, judge.apply(each), now);
            }
            return due.size();
        });
    }

    /** Tells again what is open; says how many were due. */
    public int repeat(Instant now, int limit, Function<Due, Repeat> judge) {
        return database.jdbi().inTransaction(transaction -> {
            List<Due> due = due(transaction, "repeat_at", now, limit);
            for (Due each : due) {
                Repeat repeat = judge.apply(each);
                repeat.delivery().ifPresent(delivery -> DeliveryInbox.add(transaction, List.of(delivery), now));
                transaction.execute(
                        "update told_alert set repeat_at = ?, repeats = repeats + ? where alert_id = ? and subscription_id = ?",
                        repeat.next().orElse(null),
                        repeat.delivery().isPresent() ? 1 : 0,
                        each.known().alert(),
                        each.known().subscription());
            }
            return due.size();
        });
    }

    private static List<Due> due(Handle transaction, String column, Instant now, int limit) {
        return transaction
                .createQuery(DUE.formatted(column))
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Due(
                        knowledge(row),
                        Optional.ofNullable(row.getString("held_kind")).orElse(""),
                        row.getInt("repeats"),
                        AlertsCodec.decodeEvent(row.getBytes("record"))))
                .list();
    }

    private static void apply(Handle transaction, Due due, Look look, Instant now) {
        Knowledge known = due.known();
        switch (look) {
            case Look.Reveal reveal -> {
                Revealing.reveal(transaction, known, reveal, now);
                transaction.execute(
                        "update told_alert set told = true, held_kind = null, look_at = null, repeat_at = coalesce(repeat_at, ?) "
                                + "where alert_id = ? and subscription_id = ?",
                        reveal.repeatAt().orElse(null),
                        known.alert(),
                        known.subscription());
            }
            case Look.Later(Instant at) -> lookAt(transaction, known, Optional.of(at));
            case Look.Never() -> lookAt(transaction, known, Optional.empty());
        }
    }

    private static void lookAt(Handle transaction, Knowledge known, Optional<Instant> at) {
        transaction.execute(
                "update told_alert set look_at = ? where alert_id = ? and subscription_id = ?",
                at.orElse(null),
                known.alert(),
                known.subscription());
    }

    private static Knowledge knowledge(ResultSet row) throws SQLException {
        return new Knowledge(
                row.getObject("subscription_id", UUID.class),
                row.getString("alert_id"),
                Times.instant(row, "since"),
                row.getBoolean("told"),
                row.getBoolean("acknowledged"));
    }
}
