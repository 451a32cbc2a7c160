// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What is not done yet of one alert for one subscription. Whoever adds to a lane, ends one of its deliveries or promotes the
 * next first locks the lane's open rows, in order of id, so that two of them can't each believe the other's row still open.
 */
record Lanes(UUID[] subscriptions, String[] lanes) {
    /**
     * Lane by lane through the index, whatever the planner believes of the table: it grows faster than it is analysed, and a join
     * would read all of it for every batch.
     */
    private static final String OPEN = """
            select d.id from delivery d where d.state in ('waiting', 'queued') and d.id = any(array(
                select o.id from unnest(:subscriptions::uuid[], :lanes::text[]) as l (subscription_id, lane)
                cross join lateral (select id from delivery where subscription_id = l.subscription_id and lane = l.lane
                                    and state in ('waiting', 'queued')) o))
            order by d.id for update
            """;

    private static final String PROMOTE = """
            update delivery set state = 'waiting', next_try = :now where id = any(array(
                select q.id from unnest(:subscriptions::uuid[], :lanes::text[]) as l (subscription_id, lane)
                cross join lateral (select id from delivery where subscription_id = l.subscription_id and lane = l.lane
                                    and state = 'queued' order by id limit 1) q
                where not exists (select from delivery w where w.subscription_id = l.subscription_id and w.lane = l.lane
                                  and w.state = 'waiting')))
            """;

    private record Lane(UUID subscription, String lane) implements Comparable<Lane> {
        @Override
        public int compareTo(Lane other) {
            int order = subscription.compareTo(other.subscription);
            return order != 0 ? order : lane.compareTo(other.lane);
        }
    }

    static Lanes ofNew(Collection<NewDelivery> deliveries) {
        return of(deliveries.stream()
                .map(delivery -> new Lane(delivery.subscription(), delivery.lane()))
                .toList());
    }

    static Lanes ofTaken(Collection<TakenDelivery> deliveries) {
        return of(deliveries.stream()
                .map(delivery -> new Lane(delivery.subscription(), delivery.lane()))
                .toList());
    }

    static Lanes of(UUID subscription, String lane) {
        return of(List.of(new Lane(subscription, lane)));
    }

    private static Lanes of(List<Lane> all) {
        Set<Lane> distinct = new TreeSet<>(all);
        return new Lanes(
                distinct.stream().map(Lane::subscription).toArray(UUID[]::new),
                distinct.stream().map(Lane::lane).toArray(String[]::new));
    }

    void lock(Handle transaction) {
        transaction
                .createQuery(OPEN)
                .addCustomizer(PlannedAnew.INSTANCE)
                .bind("subscriptions", subscriptions)
                .bind("lanes", lanes)
                .mapTo(Long.class)
                .list();
    }

    /** The first queued delivery of each lane that has nothing waiting becomes due. */
    void promote(Handle transaction, Instant now) {
        transaction
                .createUpdate(PROMOTE)
                .addCustomizer(PlannedAnew.INSTANCE)
                .bind("subscriptions", subscriptions)
                .bind("lanes", lanes)
                .bind("now", now)
                .execute();
    }
}
