// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.subscription;

import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.secret.SecretBox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Subscriptions and their signing secrets. Changes take the caller's transaction, so that the audit stands beside them. */
public final class SubscriptionStore {
    private static final String SELECT = "select " + SubscriptionRow.COLUMNS + " from subscription";

    private final Database database;

    public SubscriptionStore(Database database) {
        this.database = database;
    }

    /** Each owner's, in order of name. */
    public List<Subscription> all() {
        return list(SELECT + " order by owner, name");
    }

    /** Those that anything can be sent to now: neither paused nor switched off by their receiver's failures. */
    public List<Subscription> active() {
        return list(SELECT + " s where not paused and not exists (select from endpoint_health h where "
                + "h.subscription_id = s.id and h.disabled_epoch = s.epoch) order by id");
    }

    public List<Subscription> ownedBy(String owner) {
        return list(SELECT + " where owner = ? order by name", owner);
    }

    public Optional<Subscription> find(UUID id) {
        return list(SELECT + " where id = ?", id).stream().findFirst();
    }

    /** @return false where the owner has one of that name already */
    public boolean create(
            Handle transaction, Subscription subscription, SigningSecret secret, String actor, Instant now) {
        int rows = transaction
                .createUpdate("insert into subscription (" + SubscriptionRow.COLUMNS
                        + ", created_at, changed_at, changed_by) values (" + SubscriptionRow.VALUES
                        + ", :now, :now, :actor) on conflict (owner, name) do nothing")
                .bindMap(SubscriptionRow.bindings(subscription, database.secrets()))
                .bind("now", now)
                .bind("actor", actor)
                .execute();
        if (rows == 1) {
            addSecret(transaction, subscription.id(), secret, now);
        }
        return rows == 1;
    }

    /**
     * Changes all but owner and id, where the version is one more than the stored one.
     *
     * @return false where somebody else was faster: read again and retry
     */
    public boolean update(Handle transaction, Subscription subscription, String actor, Instant now) {
        return transaction
                        .createUpdate(
                                "update subscription set (" + SubscriptionRow.COLUMNS + ", changed_at, changed_by) = ("
                                        + SubscriptionRow.VALUES
                                        + ", :now, :actor) where id = :id and version = :version - 1 and owner = :owner")
                        .bindMap(SubscriptionRow.bindings(subscription, database.secrets()))
                        .bind("now", now)
                        .bind("actor", actor)
                        .execute()
                == 1;
    }

    /**
     * Opens what a delivery needs.
     *
     * @param stored a signing secret or a credential as it stands in the table
     */
    public static String open(Database database, String stored, UUID subscription) {
        return database.secrets().open(stored, SubscriptionRow.row(subscription));
    }

    /** With its secrets, deliveries and their log. */
    public boolean delete(Handle transaction, UUID id) {
        // Deliveries before their subscription, as whoever delivers locks them, or the two would wait for each other.
        transaction
                .createQuery("select id from delivery where subscription_id = ? order by id for update")
                .bind(0, id)
                .mapTo(Long.class)
                .list();
        return transaction.execute("delete from subscription where id = ?", id) == 1;
    }

    /** From now on signs first; the others sign beside it until {@code overlapEnds}. */
    public void rotate(Handle transaction, UUID id, SigningSecret secret, Instant now, Instant overlapEnds) {
        transaction.execute(
                "update subscription_secret set expires_at = ? where subscription_id = ? and "
                        + "(expires_at is null or expires_at > ?)",
                overlapEnds,
                id,
                overlapEnds);
        transaction.execute("delete from subscription_secret where subscription_id = ? and expires_at <= ?", id, now);
        addSecret(transaction, id, secret, now);
    }

    /** The newest first; none that has expired. */
    public List<SigningSecret> secrets(UUID id, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select secret from subscription_secret where "
                                + "subscription_id = ? and (expires_at is null or expires_at > ?) order by id desc")
                        .bind(0, id)
                        .bind(1, now)
                        .map((row, context) -> secret(row.getString(1), id))
                        .list());
    }

    private SigningSecret secret(String stored, UUID subscription) {
        return SigningSecret.parse(database.secrets().open(stored, SubscriptionRow.row(subscription)));
    }

    /**
     * Seals again, with the newest key, what an older one sealed or none, so that the older may go. Says how many.
     */
    public int reseal() {
        return database.jdbi()
                .inTransaction(transaction -> reseal(transaction, "subscription_secret", "subscription_id", "secret")
                        + reseal(transaction, "subscription", "id", "credential"));
    }

    private record Stored(UUID subscription, String text) {}

    private int reseal(Handle transaction, String table, String owner, String column) {
        SecretBox box = database.secrets();
        List<Stored> old = transaction
                .createQuery("select " + owner + ", " + column + " from " + table + " where " + column
                        + " is not null order by " + owner + " for update")
                .map((row, context) -> new Stored(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .filter(each -> !box.current(each.text()))
                .toList();
        for (Stored each : old) {
            String row = SubscriptionRow.row(each.subscription());
            transaction.execute(
                    "update " + table + " set " + column + " = ? where " + owner + " = ? and " + column + " = ?",
                    box.seal(box.open(each.text(), row), row),
                    each.subscription(),
                    each.text());
        }
        return old.size();
    }

    private void addSecret(Handle transaction, UUID id, SigningSecret secret, Instant now) {
        transaction.execute(
                "insert into subscription_secret (subscription_id, secret, created_at) values (?, ?, ?)",
                id,
                database.secrets().seal(secret.text(), SubscriptionRow.row(id)),
                now);
    }

    private List<Subscription> list(String sql, Object... bindings) {
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(sql);
            for (int i = 0; i < bindings.length; i++) {
                query.bind(i, bindings[i]);
            }
            return query.map((row, context) -> SubscriptionRow.read(row, database.secrets()))
                    .list();
        });
    }
}
