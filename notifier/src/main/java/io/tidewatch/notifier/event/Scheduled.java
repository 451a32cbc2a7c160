// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.routing.Candidate;
import io.tidewatch.core.routing.Known;
import io.tidewatch.core.routing.Routing;
import io.tidewatch.core.routing.Ruling;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.format.Body;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.storage.delivery.DeliveryGroups;
import io.tidewatch.storage.delivery.Placing;
import io.tidewatch.storage.delivery.ToldAlerts;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What time alone brings about: groups end, alerts are told again, what was held back is looked at again. All of it stands in
 * the database, so a restart loses nothing and several processes share it.
 */
public final class Scheduled {
    private static final int AT_ONCE = 200;

    private final SubscriptionStore subscriptions;
    private final Situation situation;
    private final ToldAlerts told;
    private final DeliveryGroups groups;
    private final Formats formats;
    private final InstantSource clock;

    public Scheduled(
            SubscriptionStore subscriptions,
            Situation situation,
            ToldAlerts told,
            DeliveryGroups groups,
            Formats formats,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.situation = situation;
        this.told = told;
        this.groups = groups;
        this.formats = formats;
        this.clock = clock;
    }

    /** Does what is due; says whether anything was. */
    public boolean work() {
        Instant now = clock.instant();
        List<Subscription> all = subscriptions.all();
        if (all.isEmpty()) {
            return false;
        }
        Map<UUID, Subscription> byId = new HashMap<>();
        all.forEach(subscription -> byId.put(subscription.id(), subscription));
        Routing routing = Routing.under(situation.at(now, all));
        int done = 0;
        int due;
        do {
            due = told.look(now, AT_ONCE, each -> look(each, byId, routing, now));
            done += due;
        } while (due == AT_ONCE);
        do {
            due = told.repeat(now, AT_ONCE, each -> repeat(each, byId, routing, now));
            done += due;
        } while (due == AT_ONCE);
        return groups.close(now, formats::pack) + done > 0;
    }

    private static ToldAlerts.Look look(ToldAlerts.Due due, Map<UUID, Subscription> all, Routing routing, Instant now) {
        Subscription subscription = all.get(due.known().subscription());
        if (subscription == null || isOver(due.event())) {
            return new ToldAlerts.Look.Never();
        }
        // Whatever was held back last, what is asked is whether the subscription may hear that there is an alert.
        EventKind kind = due.heldKind().equals(EventKind.ALERT_ESCALATED.slug())
                ? EventKind.ALERT_ESCALATED
                : EventKind.ALERT_OPENED;
        Ruling ruling = routing.rule(candidate(due, kind, subscription));
        return switch (ruling) {
            case Ruling.Drop drop -> new ToldAlerts.Look.Never();
            case Ruling.Hold hold ->
                Placings.lookAgain(hold, now)
                        .<ToldAlerts.Look>map(ToldAlerts.Look.Later::new)
                        .orElseGet(ToldAlerts.Look.Never::new);
            case Ruling.Send send -> reveal(due, ruling, subscription, now);
            case Ruling.Gather gather -> reveal(due, ruling, subscription, now);
        };
    }

    private static ToldAlerts.Look reveal(ToldAlerts.Due due, Ruling ruling, Subscription subscription, Instant now) {
        String reason = subscription
                .routing()
                .unacknowledgedFor()
                .map(patience -> "nobody acknowledged it for " + patience)
                .orElse("held back until " + now + "; still open");
        return new ToldAlerts.Look.Reveal(
                Placings.lane(ruling, due.known().alert()),
                Placings.of(ruling, now),
                reason,
                subscription.routing().repeat().map(now::plus));
    }

    private ToldAlerts.Repeat repeat(ToldAlerts.Due due, Map<UUID, Subscription> all, Routing routing, Instant now) {
        Subscription subscription = all.get(due.known().subscription());
        Optional<Instant> next = subscription == null
                ? Optional.empty()
                : subscription.routing().repeat().map(now::plus);
        if (subscription == null
                || next.isEmpty()
                || isOver(due.event())
                || due.known().acknowledged()) {
            return new ToldAlerts.Repeat(Optional.empty(), Optional.empty());
        }
        Notification event = Notification.repeated(due.event(), due.repeats() + 1, now);
        Ruling ruling = routing.rule(candidate(due, event.kind(), subscription));
        Optional<Body> body = formats.render(event, subscription.format());
        boolean told = ruling instanceof Ruling.Send || ruling instanceof Ruling.Gather;
        if (!told || body.isEmpty()) {
            return new ToldAlerts.Repeat(Optional.empty(), next);
        }
        Placing placing = Placings.of(ruling, now);
        return new ToldAlerts.Repeat(
                Optional.of(EventRouter.delivery(
                        event, subscription, body.get(), Placings.lane(ruling, event), placing, Optional.empty())),
                next);
    }

    private static Candidate candidate(ToldAlerts.Due due, EventKind kind, Subscription subscription) {
        AlertEvent alert = due.event();
        // It was news when it came in, or it would not be looked at again.
        Instant at = Instant.MAX;
        Known known = EventRouter.of(due.known());
        return new Candidate(kind, alert.series(), alert.severity(), at, subscription, known);
    }

    private static boolean isOver(AlertEvent alert) {
        return alert.resolved().isPresent() || alert.kind() == AlertEventKind.RETRACTED;
    }
}
