// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what subscriptions come to know. Whoever is told something of an alert needs no earlier word of it any more:
 * every event carries the alert as it stands.
 */
final class ToldRows {
    private static final String LEARN = """
            insert into told_alert as t (alert_id, subscription_id, since, told, held_kind, look_at, repeat_at)
            select alert_id, :subscription, :now, :told, :kind, :look, :repeat from notified_alert where alert_id = :alert
            on conflict (alert_id, subscription_id) do update set
                told = t.told or excluded.told,
                held_kind = case when excluded.told then null else coalesce(excluded.held_kind, t.held_kind) end,
                look_at = case when excluded.told then null else coalesce(excluded.look_at, t.look_at) end,
                repeat_at = coalesce(t.repeat_at, excluded.repeat_at)
            """;

    private ToldRows() {}

    /** Before the lanes, as whoever looks again does it, or the two would wait for each other. */
    static void lock(Handle transaction, List<NewDelivery> deliveries) {
        List<NewDelivery> known = sorted(deliveries);
        transaction
                .createQuery(
                        "select t.alert_id from told_alert t join unnest(:alerts::text[], :subscriptions::uuid[]) as k "
                                + "(alert_id, subscription_id) using (alert_id, subscription_id) order by t.alert_id, "
                                + "t.subscription_id for update of t")
                .bind(
                        "alerts",
                        known.stream().map(each -> each.alert().orElseThrow()).toArray(String[]::new))
                .bind(
                        "subscriptions",
                        known.stream().map(NewDelivery::subscription).toArray(UUID[]::new))
                .mapTo(String.class)
                .list();
    }

    /** In one order everywhere, so that two batches can't wait for each other. */
    private static List<NewDelivery> sorted(List<NewDelivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.alert().isPresent())
                .sorted(Comparator.comparing(
                                (NewDelivery delivery) -> delivery.alert().orElseThrow())
                        .thenComparing(NewDelivery::subscription))
                .toList();
    }

    static void learn(Handle transaction, List<NewDelivery> added, Instant now) {
        List<NewDelivery> sorted = sorted(added);
        if (sorted.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch(LEARN);
        for (NewDelivery delivery : sorted) {
            @Nullable Instant look = lookAgain(delivery.placing());
            batch.bind("alert", delivery.alert().orElseThrow())
                    .bind("subscription", delivery.subscription())
                    .bind("now", now)
                    .bind("told", !(delivery.placing() instanceof Placing.Held))
                    .bind("kind", look == null ? null : delivery.kind())
                    .bind("look", look)
                    .bind("repeat", delivery.repeatAt().orElse(null))
                    .add();
        }
        batch.execute();
    }

    private static @Nullable Instant lookAgain(Placing placing) {
        return switch (placing) {
            case Placing.Due() -> null;
            case Placing.Gathered gathered -> null;
            case Placing.Held held -> held.lookAgain().orElse(null);
        };
    }
}
