// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.format.Body;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.notifier.route.Candidate;
import io.tidewatch.notifier.route.RouteReason;
import io.tidewatch.notifier.route.Routing;
import io.tidewatch.notifier.route.Ruling;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.NewDelivery;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes deliveries of events: for each subscription that wants one. Doing it twice changes nothing. */
public final class EventRouter {
    private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);
    /** Deliveries in one transaction. */
    private static final int CHUNK = 500;

    private final SubscriptionStore subscriptions;
    private final SilenceStore silences;
    private final DeliveryInbox inbox;
    private final Formats formats;

    private record Knows(Subscription subscription, String lane) {}

    public EventRouter(SubscriptionStore subscriptions, SilenceStore silences, DeliveryInbox inbox, Formats formats) {
        this.subscriptions = subscriptions;
        this.silences = silences;
        this.inbox = inbox;
        this.formats = formats;
    }

    /** In the order given; says how many deliveries are new. */
    public int route(List<Notification> events, Instant now) {
        List<Subscription> all = subscriptions.all();
        if (all.isEmpty() || events.isEmpty()) {
            return 0;
        }
        Routing routing = Routing.with(inForce(silences.notOver(now), now));
        Map<Knows, Candidate.Told> told = told(events, all);
        List<NewDelivery> deliveries = new ArrayList<>();
        for (Notification event : events) {
            for (Subscription subscription : all) {
                deliveryOf(event, subscription, routing, told).ifPresent(deliveries::add);
            }
        }
        int added = 0;
        for (int from = 0; from < deliveries.size(); from += CHUNK) {
            added += inbox.add(deliveries.subList(from, Math.min(deliveries.size(), from + CHUNK)), now);
        }
        return added;
    }

    /** One event to one subscription, whatever its filter says. */
    public void sendTo(Subscription subscription, Notification event, Instant now) {
        formats.render(event, subscription.format())
                .ifPresent(body -> inbox.add(List.of(delivery(event, subscription, body, "")), now));
    }

    private Map<Knows, Candidate.Told> told(List<Notification> events, List<Subscription> all) {
        Collection<String> lanes = new TreeSet<>();
        events.forEach(event -> lanes.add(event.lane()));
        Map<java.util.UUID, Subscription> byId = new HashMap<>();
        all.forEach(subscription -> byId.put(subscription.id(), subscription));
        Map<Knows, Candidate.Told> told = new HashMap<>();
        for (DeliveryInbox.Told each : inbox.told(lanes)) {
            Subscription subscription = byId.get(each.subscription());
            if (subscription != null) {
                told.put(
                        new Knows(subscription, each.lane()),
                        each.silenced() ? Candidate.Told.SILENCED : Candidate.Told.SOMETHING);
            }
        }
        return told;
    }

    private Optional<NewDelivery> deliveryOf(
            Notification event, Subscription subscription, Routing routing, Map<Knows, Candidate.Told> told) {
        Knows key = new Knows(subscription, event.lane());
        Candidate.Told before = told.getOrDefault(key, Candidate.Told.NOTHING);
        Ruling ruling = routing.rule(new Candidate(event, subscription, before));
        LOG.debug("{} to {}: {}", event.id(), subscription, ruling.reason());
        Optional<Body> body = formats.render(event, subscription.format());
        if (body.isEmpty()) {
            LOG.debug("{} to {}: {}", event.id(), subscription, RouteReason.NO_WORD_IN_FORMAT);
            return Optional.empty();
        }
        return switch (ruling) {
            case Ruling.Send(RouteReason reason) -> {
                told.put(key, Candidate.Told.SOMETHING);
                yield Optional.of(delivery(event, subscription, body.get(), ""));
            }
            case Ruling.Hold(RouteReason reason, String message) -> {
                told.putIfAbsent(key, Candidate.Told.SILENCED);
                yield Optional.of(delivery(event, subscription, body.get(), message));
            }
            case Ruling.Drop(RouteReason reason) -> Optional.empty();
        };
    }

    private static NewDelivery delivery(Notification event, Subscription subscription, Body body, String silenced) {
        return new NewDelivery(
                subscription.id(),
                event.id(),
                event.kind().slug(),
                event.lane(),
                event.alert().series().toString(),
                body.contentType(),
                body.text(),
                silenced);
    }

    private static List<Silence> inForce(List<Silence> silences, Instant now) {
        return silences.stream().filter(silence -> silence.inForce(now)).toList();
    }
}
