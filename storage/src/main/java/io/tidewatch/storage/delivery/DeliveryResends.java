// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts deliveries back in the queue, with the webhook-id that they had and a schedule that starts again. */
public final class DeliveryResends {
    private final Database database;

    public DeliveryResends(Database database) {
        this.database = database;
    }

    /** @return false where the subscription has no such delivery */
    public boolean one(UUID subscription, long id, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            lock(transaction, subscription);
            return requeue(transaction, subscription, new Long[] {id}, now) == 1;
        });
    }

    /** All of a subscription whose event came in from a time up to, and not including, another. Says how many. */
    public int range(UUID subscription, Instant from, Instant to, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            lock(transaction, subscription);
            Long[] ids = transaction
                    .createQuery(
                            "select id from delivery where subscription_id = ? and created_at >= ? and created_at < ? "
                                    + "and state not in ('gathering', 'grouped') order by id for update")
                    .bind(0, subscription)
                    .bind(1, from)
                    .bind(2, to)
                    .mapTo(Long.class)
                    .list()
                    .toArray(Long[]::new);
            return requeue(transaction, subscription, ids, now);
        });
    }

    /** As {@link Lanes} does it, for all of a subscription. */
    private static void lock(Handle transaction, UUID subscription) {
        transaction
                .createQuery("select id from delivery where subscription_id = ? and state in ('waiting', 'queued') "
                        + "order by id for update")
                .bind(0, subscription)
                .mapTo(Long.class)
                .list();
    }

    /** All become queued; then the first of each lane in which nothing is waiting becomes due. */
    private static int requeue(Handle transaction, UUID subscription, Long[] ids, Instant now) {
        int count = transaction.execute(
                "update delivery set state = 'queued', reason = '', failures = 0, next_try = ?, lease = null, "
                        + "finished_at = null where id = any(?) and subscription_id = ?",
                now,
                ids,
                subscription);
        transaction.execute(
                "update delivery set state = 'waiting' where id in (select min(q.id) from delivery q where "
                        + "q.subscription_id = ? and q.state = 'queued' and not exists (select from delivery w where "
                        + "w.subscription_id = q.subscription_id and w.lane = q.lane and w.state = 'waiting') "
                        + "group by q.lane)",
                subscription);
        return count;
    }
}
