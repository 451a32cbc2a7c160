// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.event.EventRouter;
import io.tidewatch.notifier.event.TestNotification;
import io.tidewatch.storage.delivery.DeliveryResends;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the desk asks of the notifier: test events, and deliveries sent again. */
public final class RequestWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RequestWorker.class);
    private static final Set<RequestKind> KINDS = Set.of(RequestKind.RESEND, RequestKind.SEND_TEST);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestStore requests;
    private final SubscriptionStore subscriptions;
    private final DeliveryResends resends;
    private final EventRouter router;
    private final InstantSource clock;

    public RequestWorker(
            RequestStore requests,
            SubscriptionStore subscriptions,
            DeliveryResends resends,
            EventRouter router,
            InstantSource clock) {
        this.requests = requests;
        this.subscriptions = subscriptions;
        this.resends = resends;
        this.router = router;
        this.clock = clock;
    }

    /** Carries out what waits; says whether there was anything. */
    public boolean work() {
        boolean worked = false;
        for (Optional<Request> next = take(); next.isPresent(); next = take()) {
            carryOut(next.get());
            worked = true;
        }
        return worked;
    }

    private Optional<Request> take() {
        return requests.take(KINDS, clock.instant());
    }

    private void carryOut(Request request) {
        Instant now = clock.instant();
        try {
            Subscription subscription = subscriptions
                    .find(UUID.fromString(request.subject()))
                    .orElseThrow(() -> new IllegalArgumentException("the subscription is gone"));
            requests.done(request.id(), carryOut(request, subscription, now), now);
        } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
            LOG.warn("request {} can't be carried out: {}", request.id(), e.getMessage());
            requests.failed(request.id(), String.valueOf(e.getMessage()), now);
        }
    }

    private String carryOut(Request request, Subscription subscription, Instant now) throws JsonProcessingException {
        if (request.kind() == RequestKind.SEND_TEST) {
            router.sendTo(subscription, TestNotification.of(request.id(), now), now);
            return "the test event test-" + request.id() + " is on its way";
        }
        JsonNode payload = JSON.readTree(request.payload());
        if (payload.hasNonNull("delivery")) {
            long id = payload.get("delivery").asLong();
            if (!resends.one(subscription.id(), id, now)) {
                throw new IllegalArgumentException("the subscription has no delivery " + id + "");
            }
            return "delivery " + id + " is on its way again";
        }
        Instant from = Instant.parse(payload.path("from").asText());
        Instant to = payload.hasNonNull("to") ? Instant.parse(payload.get("to").asText()) : now;
        int count = resends.range(subscription.id(), from, to, now);
        return count + " deliveries are on their way again";
    }
}
