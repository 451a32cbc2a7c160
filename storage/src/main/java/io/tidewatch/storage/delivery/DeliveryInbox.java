// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Where routed events become deliveries. */
public final class DeliveryInbox {
    private static final String INSERT = """
            insert into delivery (subscription_id, event_id, kind, lane, series, content_type, body, state, reason,
                next_try, created_at, finished_at)
            select :subscription, :event, :kind, :lane, :series, :type, :body,
                case when :state <> 'waiting' then :state
                     when exists (select from delivery d where d.subscription_id = :subscription and d.lane = :lane
                                  and d.state in ('waiting', 'queued')) then 'queued'
                     else 'waiting' end,
                :reason,
                case when :state = 'gathering' then coalesce(
                    (select min(g.next_try) from delivery g where g.subscription_id = :subscription
                     and g.lane = :lane and g.state = 'gathering'), cast(:due as timestamptz)) else :due end,
                :now, case when :state = 'silenced' then cast(:now as timestamptz) end
            on conflict (subscription_id, event_id) do nothing
            """;

    private final Database database;

    public DeliveryInbox(Database database) {
        this.database = database;
    }

    /**
     * In one transaction, in the order given; what is there already stays as it is, and so does what the subscription knows.
     * Says how many are new.
     */
    public int add(List<NewDelivery> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return 0;
        }
        return database.jdbi().inTransaction(transaction -> add(transaction, deliveries, now));
    }

    /**
     * Who was sent an event, or is to be, by its id; those from whom it was held back stand there with false.
     *
     * @param subscriptions that may have been
     */
    public Map<UUID, Boolean> told(Collection<UUID> subscriptions, String eventId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select subscription_id, state <> 'silenced' from delivery "
                                + "where subscription_id = any(:subscriptions) and event_id = :event")
                        .bind("subscriptions", subscriptions.toArray(UUID[]::new))
                        .bind("event", eventId)
                        .reduceRows(new HashMap<UUID, Boolean>(), (all, row) -> {
                            all.put(row.getColumn(1, UUID.class), row.getColumn(2, Boolean.class));
                            return all;
                        }));
    }

    static int add(Handle transaction, List<NewDelivery> deliveries, Instant now) {
        ToldRows.lock(transaction, deliveries);
        Lanes.ofNew(deliveries).lock(transaction);
        List<NewDelivery> added = insert(transaction, deliveries, now);
        ToldRows.learn(transaction, added, now);
        return added.size();
    }

    private static List<NewDelivery> insert(Handle transaction, List<NewDelivery> deliveries, Instant now) {
        PreparedBatch batch = transaction.prepareBatch(INSERT);
        for (NewDelivery delivery : deliveries) {
            batch.bind("subscription", delivery.subscription())
                    .bind("event", delivery.eventId())
                    .bind("kind", delivery.kind())
                    .bind("lane", delivery.lane())
                    .bind("series", delivery.series())
                    .bind("type", delivery.contentType())
                    .bind("body", delivery.body())
                    .bind("state", state(delivery.placing()).slug())
                    .bind("reason", reason(delivery.placing()))
                    .bind("due", due(delivery.placing(), now))
                    .bind("now", now)
                    .add();
        }
        int[] counts = batch.execute();
        List<NewDelivery> added = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                added.add(deliveries.get(i));
            }
        }
        return added;
    }

    private static DeliveryState state(Placing placing) {
        return switch (placing) {
            case Placing.Due() -> DeliveryState.WAITING;
            case Placing.Gathered gathered -> DeliveryState.GATHERING;
            case Placing.Held held -> DeliveryState.SILENCED;
        };
    }

    private static String reason(Placing placing) {
        return switch (placing) {
            case Placing.Due() -> "";
            case Placing.Gathered gathered -> "";
            case Placing.Held held -> held.reason();
        };
    }

    private static Instant due(Placing placing, Instant now) {
        return switch (placing) {
            case Placing.Due() -> now;
            case Placing.Gathered gathered -> gathered.until();
            case Placing.Held held -> now;
        };
    }
}
