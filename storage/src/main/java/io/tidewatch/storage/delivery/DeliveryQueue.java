// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Due deliveries: taken by any number of processes, each row by one of them at a time. */
public final class DeliveryQueue {
    /**
     * The rows are leased: next_try moves to the lease's end, so that the rows of a killed process come due again by
     * themselves. At most so many of a subscription are out at once, which keeps a slow receiver to its own share.
     */
    private static final String TAKE = """
            with due as materialized (
                select d.id
                from subscription s
                left join endpoint_health h on h.subscription_id = s.id
                left join unnest(:busy::uuid[], :counts::int[]) as b (id, n) on b.id = s.id
                cross join lateral (
                    select id from delivery
                    where subscription_id = s.id and state = 'waiting' and next_try <= :now
                    order by next_try, id
                    limit greatest(0, :limit - coalesce(b.n, 0))
                    for update skip locked) d
                where not s.paused
                  and h.disabled_epoch is distinct from s.epoch
                  and (h.hold_until is null or h.hold_until <= :now))
            update delivery d
            set lease = :lease, next_try = :until
            from subscription s
            where d.id = any(array(select id from due)) and s.id = d.subscription_id
            returning d.id, d.subscription_id, d.event_id, d.kind, d.lane, d.content_type, d.body, d.failures, s.url,
                s.credential, s.epoch,
                array(select k.secret from subscription_secret k
                      where k.subscription_id = s.id and (k.expires_at is null or k.expires_at > :now)
                      order by k.id desc) as secrets
            """;

    private final Database database;
    private final AttemptRecorder recorder;

    /** @param disableAfter a receiver that has failed for so long is switched off */
    public DeliveryQueue(Database database, Duration disableAfter) {
        this.database = database;
        this.recorder = new AttemptRecorder(disableAfter);
    }

    /**
     * Takes what is due.
     *
     * @param limit of one subscription that may be out at once in this process
     * @param busy how many of a subscription are out already
     * @param leaseEnds when others may take the rows, should this process die
     */
    public List<TakenDelivery> take(Instant now, Instant leaseEnds, int limit, Map<UUID, Integer> busy) {
        UUID lease = UUID.randomUUID();
        List<Map.Entry<UUID, Integer>> out = List.copyOf(busy.entrySet());
        return database.jdbi().inTransaction(transaction -> {
            // A lease that a crash of the server forgets has the row sent again, which at least once allows; so nobody
            // waits
            // for the disk before a webhook goes out.
            transaction.execute("set local synchronous_commit = off");
            return transaction
                    .createQuery(TAKE)
                    .addCustomizer(PlannedAnew.INSTANCE)
                    .bind("busy", out.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                    .bind("counts", out.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                    .bind("now", now)
                    .bind("until", leaseEnds)
                    .bind("limit", limit)
                    .bind("lease", lease)
                    .map((row, context) -> taken(row, lease))
                    .list();
        });
    }

    private TakenDelivery taken(ResultSet row, UUID lease) throws SQLException {
        String[] secrets = (String[]) row.getArray("secrets").getArray();
        UUID subscription = row.getObject("subscription_id", UUID.class);
        return new TakenDelivery(
                row.getLong("id"),
                subscription,
                row.getString("event_id"),
                row.getString("kind"),
                row.getString("lane"),
                row.getString("content_type"),
                row.getString("body"),
                row.getInt("failures"),
                Destination.parse(row.getString("url")),
                Arrays.stream(secrets)
                        .map(stored -> SigningSecret.parse(SubscriptionStore.open(database, stored, subscription)))
                        .toList(),
                Optional.ofNullable(row.getString("credential"))
                        .map(stored -> SubscriptionStore.open(database, stored, subscription)),
                row.getInt("epoch"),
                lease);
    }

    /**
     * Writes down how tries went and what follows, in one transaction. A worker that lost its lease meanwhile changes nothing
     * but the log, except that what was delivered is delivered.
     */
    public void record(List<AttemptReport> reports, Instant now) {
        if (!reports.isEmpty()) {
            database.jdbi().useTransaction(transaction -> recorder.record(transaction, reports, now));
        }
    }

    /**
     * Takes away what ended before a time, with its log, and what has waited since then because its subscription is off; at
     * most so many at a time. Says how many.
     */
    public int prune(Instant before, int limit) {
        return database.jdbi()
                .inTransaction(transaction -> transaction.execute(
                        "delete from delivery where id in (select id from delivery where finished_at < ? or (state in "
                                + "('waiting', 'queued') and created_at < ?) limit ?)",
                        before,
                        before,
                        limit));
    }
}
