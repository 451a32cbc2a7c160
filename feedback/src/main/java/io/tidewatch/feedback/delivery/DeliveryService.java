// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.delivery;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.feedback.subscription.SubscriptionService;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.DeliveryState;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the delivery log and asks the notifier to send again. Whoever sees a subscription sees its deliveries. */
public final class DeliveryService {
    static final int MAX_PAGE = 200;

    private final Workplace desk;
    private final SubscriptionService subscriptions;
    private final DeliveryLog log;
    private final RequestStore requests;

    public DeliveryService(Workplace desk, SubscriptionService subscriptions) {
        this.desk = desk;
        this.subscriptions = subscriptions;
        this.log = new DeliveryLog(desk.database());
        this.requests = new RequestStore(desk.database());
    }

    /**
     * The newest first.
     *
     * @param before only those with a smaller id
     * @param limit 1 to 200
     */
    public List<DeliveryEntry> page(
            String subscription, Optional<DeliveryState> state, long before, int limit, Caller caller) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "limit must be 1 to " + MAX_PAGE + ", not " + limit + ".");
        }
        return log.page(subscriptions.find(subscription, caller).id(), state, before, limit);
    }

    /** @throws TidewatchException NOT_FOUND, also where it is of somebody else's subscription */
    public DeliveryLog.Detail find(long id, Caller caller) {
        DeliveryLog.Detail detail = log.find(id).orElseThrow(() -> unknown(id));
        try {
            subscriptions.find(detail.entry().subscription().toString(), caller);
        } catch (TidewatchException e) {
            throw unknown(id);
        }
        return detail;
    }

    /** The receiver gets the same webhook-id again. */
    public Request resend(long id, Caller caller) {
        DeliveryEntry entry = find(id, caller).entry();
        return ask(entry.subscription().toString(), "{\"delivery\":\"" + id + "\"}", caller);
    }

    /** All of a subscription whose events came in from a time up to, and not including, another. */
    public Request resend(String subscription, Instant from, Instant to, Caller caller) {
        Subscription found = subscriptions.find(subscription, caller);
        if (!to.isAfter(from)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "the range must end after it begins, not run from " + from + " to " + to + ".");
        }
        return ask(found.id().toString(), "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}", caller);
    }

    public Instant now() {
        return desk.now();
    }

    private Request ask(String subscription, String payload, Caller caller) {
        return desk.change(transaction -> {
            desk.audit(transaction, caller.name(), "delivery.resent", "subscription/" + subscription, payload);
            return requests.add(transaction, RequestKind.RESEND, subscription, payload, caller.name(), desk.now());
        });
    }

    private static TidewatchException unknown(long id) {
        return new TidewatchException(ErrorCode.NOT_FOUND, "no delivery of yours has the id " + id + ".");
    }
}
