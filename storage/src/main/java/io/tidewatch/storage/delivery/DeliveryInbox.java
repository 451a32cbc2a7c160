// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Where routed events become deliveries. */
public final class DeliveryInbox {
    private final Database database;

    /** That a subscription was told of an alert, or would have been but for a silence. */
    public record Told(UUID subscription, String lane, boolean silenced) {}

    public DeliveryInbox(Database database) {
        this.database = database;
    }

    /** In one transaction, in the order given; what is there already stays as it is. Says how many are new. */
    public int add(List<NewDelivery> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return 0;
        }
        return database.jdbi().inTransaction(transaction -> {
            Lanes.ofNew(deliveries).lock(transaction);
            return insert(transaction, deliveries, now);
        });
    }

    private static int insert(Handle transaction, List<NewDelivery> deliveries, Instant now) {
        PreparedBatch batch = transaction.prepareBatch(
                "insert into delivery (subscription_id, event_id, kind, lane, series, content_type, body, state, reason, "
                        + "next_try, created_at, finished_at) select :subscription, :event, :kind, :lane, :series, :type, :body, "
                        + "case when :silenced <> '' then 'silenced' when exists (select from delivery d where "
                        + "d.subscription_id = :subscription and d.lane = :lane and d.state in ('waiting', 'queued')) then "
                        + "'queued' else 'waiting' end, :silenced, :now, :now, "
                        + "case when :silenced <> '' then cast(:now as timestamptz) end "
                        + "on conflict (subscription_id, event_id) do nothing");
        for (NewDelivery delivery : deliveries) {
            batch.bind("subscription", delivery.subscription())
                    .bind("event", delivery.eventId())
                    .bind("kind", delivery.kind())
                    .bind("lane", delivery.lane())
                    .bind("series", delivery.series())
                    .bind("type", delivery.contentType())
                    .bind("body", delivery.body())
                    .bind("silenced", delivery.silenced())
                    .bind("now", now)
                    .add();
        }
        int added = 0;
        for (int count : batch.execute()) {
            added += Math.max(0, count);
        }
        return added;
    }

    /** Who has been told of these alerts so far. */
    public Set<Told> told(Collection<String> lanes) {
        if (lanes.isEmpty()) {
            return Set.of();
        }
        return database.jdbi()
                .withHandle(handle -> new HashSet<>(handle.createQuery(
                                "select subscription_id, lane, bool_and(state = 'silenced') as silenced from "
                                        + "delivery where lane = any(:lanes) group by subscription_id, lane")
                        .bind("lanes", lanes.toArray(String[]::new))
                        .map((row, context) -> new Told(
                                row.getObject("subscription_id", UUID.class),
                                row.getString("lane"),
                                row.getBoolean("silenced")))
                        .list()));
    }
}
