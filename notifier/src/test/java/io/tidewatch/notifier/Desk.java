// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes subscriptions as the desk does. */
public final class Desk {
    private static final SplittableRandom RANDOM = new SplittableRandom(42);

    private final Database database;
    private final SubscriptionStore store;

    public Desk(Database database) {
        this.database = database;
        this.store = new SubscriptionStore(database);
    }

    public Subscription subscribe(String url) {
        return subscribe(url, Filter.EVERYTHING, Format.STANDARD);
    }

    public Subscription subscribe(String url, Filter filter, Format format) {
        return subscribe(url, filter, format, RoutingPolicy.NONE);
    }

    public Subscription subscribe(String url, RoutingPolicy routing) {
        return subscribe(url, Filter.EVERYTHING, Format.STANDARD, routing);
    }

    public Subscription subscribe(String url, Filter filter, Format format, RoutingPolicy routing) {
        UUID id = UUID.randomUUID();
        Subscription subscription = new Subscription(
                id,
                1,
                "ana",
                "team " + id,
                WebhookUrl.parse(url),
                format,
                format.needsCredential() ? Optional.of("routing-key-of-ana") : Optional.empty(),
                filter,
                routing,
                false,
                1);
        database.jdbi()
                .useTransaction(transaction ->
                        store.create(transaction, subscription, SigningSecret.generate(RANDOM), "ana", Instant.EPOCH));
        return subscription;
    }

    public void update(Subscription subscription) {
        boolean done = database.jdbi()
                .<Boolean, RuntimeException>inTransaction(
                        transaction -> store.update(transaction, subscription, "ana", Instant.EPOCH));
        if (!done) {
            throw new AssertionError(subscription + " was changed by somebody else");
        }
    }

    public void empty() {
        for (Subscription subscription : store.all()) {
            database.jdbi().useTransaction(transaction -> store.delete(transaction, subscription.id()));
        }
    }
}
