// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.routing.Candidate;
import io.tidewatch.core.routing.Circumstances;
import io.tidewatch.core.routing.Known;
import io.tidewatch.core.routing.RouteReason;
import io.tidewatch.core.routing.Routing;
import io.tidewatch.core.routing.Ruling;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.notifier.format.Body;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.Knowledge;
import io.tidewatch.storage.delivery.NewDelivery;
import io.tidewatch.storage.delivery.Placing;
import io.tidewatch.storage.delivery.ToldAlerts;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes deliveries of events: for each subscription that wants one. Doing it twice changes nothing. */
public final class EventRouter {
    /** What held an event back may be over sooner than it said: people end silences, alerts that explain others end. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);
    /** Deliveries in one transaction. */
    private static final int CHUNK = 500;

    private final SubscriptionStore subscriptions;
    private final Situation situation;
    private final DeliveryInbox inbox;
    private final ToldAlerts told;
    private final Formats formats;

    private record Knows(UUID subscription, String alert) {}

    public EventRouter(
            SubscriptionStore subscriptions,
            Situation situation,
            DeliveryInbox inbox,
            ToldAlerts told,
            Formats formats) {
        this.subscriptions = subscriptions;
        this.situation = situation;
        this.inbox = inbox;
        this.told = told;
        this.formats = formats;
    }

    /** In the order given; says how many deliveries are new. */
    public int route(List<Notification> events, Instant now) {
        List<Subscription> all = subscriptions.all();
        if (all.isEmpty() || events.isEmpty()) {
            return 0;
        }
        Circumstances circumstances = situation.at(now, all);
        Routing routing = Routing.under(circumstances);
        Map<Knows, Known> known = known(events, all);
        List<NewDelivery> deliveries = new ArrayList<>();
        for (Notification event : events) {
            for (Subscription subscription : all) {
                deliveryOf(event, subscription, routing, known, now).ifPresent(deliveries::add);
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
                .map(body -> delivery(event, subscription, body, event.lane(), new Placing.Due(), Optional.empty()))
                .ifPresent(delivery -> inbox.add(List.of(delivery), now));
    }

    private Map<Knows, Known> known(List<Notification> events, List<Subscription> all) {
        Collection<String> alerts = new TreeSet<>();
        events.forEach(event -> event.knownAlert().ifPresent(alerts::add));
        Map<Knows, Known> known = new HashMap<>();
        events.forEach(event -> event.incident().ifPresent(incident -> known.putAll(known(event, incident, all))));
        for (Knowledge each : told.of(alerts)) {
            known.put(new Knows(each.subscription(), each.alert()), of(each));
        }
        return known;
    }

    /** Of an incident what matters is whether its beginning was told; that stands in the deliveries. */
    private Map<Knows, Known> known(Notification event, IncidentReport incident, List<Subscription> all) {
        Map<Knows, Known> known = new HashMap<>();
        List<UUID> ids = all.stream().map(Subscription::id).toList();
        inbox.told(ids, DeskMessage.openedId(incident.id()))
                .forEach((subscription, told) -> known.put(
                        new Knows(subscription, event.lane()),
                        new Known(told ? Known.Told.SOMETHING : Known.Told.HELD, Optional.empty(), false)));
        return known;
    }

    static Known of(Knowledge knowledge) {
        return new Known(
                knowledge.told() ? Known.Told.SOMETHING : Known.Told.HELD,
                Optional.of(knowledge.since()),
                knowledge.acknowledged());
    }

    private Optional<NewDelivery> deliveryOf(
            Notification event, Subscription subscription, Routing routing, Map<Knows, Known> known, Instant now) {
        Knows key = new Knows(subscription.id(), event.lane());
        Known before = known.getOrDefault(key, Known.NOTHING);
        Ruling ruling = rule(event, subscription, routing, before);
        LOG.debug("{} to {}: {}", event.id(), subscription, ruling.reason());
        if (ruling instanceof Ruling.Drop) {
            return Optional.empty();
        }
        Optional<Body> body = formats.render(event, subscription.format());
        if (body.isEmpty()) {
            LOG.debug("{} to {}: {}", event.id(), subscription, RouteReason.NO_WORD_IN_FORMAT);
            return Optional.empty();
        }
        Placing placing = Placings.of(ruling, now);
        known.put(key, after(before, placing, now));
        return Optional.of(delivery(
                event,
                subscription,
                body.get(),
                Placings.lane(ruling, event),
                placing,
                placing instanceof Placing.Held ? Optional.empty() : repeatAt(event, subscription, now)));
    }

    /** An incident is told to whoever wants any of what it holds. */
    private static Ruling rule(Notification event, Subscription subscription, Routing routing, Known before) {
        Instant at = Micros.toInstant(event.at());
        AlertEvent alert = event.alert();
        Ruling ruling =
                routing.rule(new Candidate(event.kind(), alert.series(), alert.severity(), at, subscription, before));
        if (event.incident().isEmpty() || !(ruling instanceof Ruling.Drop)) {
            return ruling;
        }
        return event.incident().get().members().stream()
                .map(member -> routing.rule(
                        new Candidate(event.kind(), member.series(), member.severity(), at, subscription, before)))
                .filter(each -> !(each instanceof Ruling.Drop))
                .findFirst()
                .orElse(ruling);
    }

    private static Known after(Known before, Placing placing, Instant now) {
        boolean something = before.told() == Known.Told.SOMETHING || !(placing instanceof Placing.Held);
        return new Known(
                something ? Known.Told.SOMETHING : Known.Told.HELD,
                Optional.of(before.since().orElse(now)),
                before.acknowledged());
    }

    static Optional<Instant> repeatAt(Notification event, Subscription subscription, Instant now) {
        return switch (event.kind()) {
            case ALERT_OPENED, ALERT_ESCALATED, ALERT_AMENDED ->
                subscription.routing().repeat().map(now::plus);
            case ALERT_ACKNOWLEDGED,
                    ALERT_REPEATED,
                    ALERT_RETRACTED,
                    ALERT_RESOLVED,
                    VERDICT_GIVEN,
                    INCIDENT_OPENED,
                    INCIDENT_RESOLVED,
                    NOTABLE_SEEN,
                    TEST -> Optional.empty();
        };
    }

    static NewDelivery delivery(
            Notification event,
            Subscription subscription,
            Body body,
            String lane,
            Placing placing,
            Optional<Instant> repeatAt) {
        return new NewDelivery(
                subscription.id(),
                event.id(),
                event.kind().slug(),
                lane,
                event.subject(),
                body.contentType(),
                body.text(),
                placing,
                event.knownAlert(),
                repeatAt);
    }
}
