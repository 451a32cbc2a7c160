// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.EndpointHealth;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts the list of subscriptions together: one's own, for admins everybody's. */
final class SubscriptionPages {
    private final Desk desk;
    private final SubscriptionStore store;
    private final DeliveryLog log;

    SubscriptionPages(Desk desk) {
        this.desk = desk;
        this.store = new SubscriptionStore(desk.workplace().database());
        this.log = new DeliveryLog(desk.workplace().database());
    }

    SubscriptionsView list(Here here) {
        Instant now = desk.workplace().now();
        return new SubscriptionsView(
                here.frame(
                        "Subscriptions",
                        Section.SUBSCRIPTIONS,
                        desk.alerts().counts().open()),
                visible(here).stream().map(each -> line(each, here, now)).toList(),
                SubscriptionForm.empty(),
                true);
    }

    SubscriptionEditView edit(Here here, String id) {
        Subscription one = find(here, id);
        return new SubscriptionEditView(
                here.frame(
                        one.name(),
                        Section.SUBSCRIPTIONS,
                        desk.alerts().counts().open()),
                id,
                one.version(),
                SubscriptionForm.of(one));
    }

    List<Subscription> visible(Here here) {
        return here.viewer().admin() ? store.all() : store.ownedBy(here.viewer().name());
    }

    /** @throws TidewatchException NOT_FOUND also where it is somebody else's */
    Subscription find(Here here, String id) {
        try {
            UUID wanted = UUID.fromString(id);
            return visible(here).stream()
                    .filter(each -> each.id().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static TidewatchException unknown(String id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND,
                "No subscription of yours has the id \"" + (id.length() > 80 ? id.substring(0, 80) + "…" : id)
                        + "\". It may have been deleted.");
    }

    private SubscriptionsView.Line line(Subscription one, Here here, Instant now) {
        EndpointHealth health = log.health(one.id());
        boolean off = health.disabled().isPresent();
        return new SubscriptionsView.Line(
                one.id().toString(),
                one.version(),
                one.name(),
                one.url().toString(),
                one.format().slug(),
                wants(one.filter()),
                spares(one.routing()),
                one.owner(),
                off ? "switched off" : one.paused() ? "paused" : "on",
                one.paused() || off,
                off || health.failures() > 2,
                health(health, now),
                here.viewer().admin() || one.owner().equals(here.viewer().name()));
    }

    private static String health(EndpointHealth health, Instant now) {
        if (health.disabled().isPresent()) {
            return health.disabled().get().reason();
        }
        if (health.failures() > 0) {
            return "failed " + health.failures() + (health.failures() == 1 ? " time" : " times in a row")
                    + health.failingSince()
                            .map(since -> ", for " + Spans.words(Duration.between(since, now)))
                            .orElse("");
        }
        return health.lastSuccess().map(at -> "delivered " + Spans.ago(at, now)).orElse("nothing sent yet");
    }

    private static String spares(RoutingPolicy routing) {
        List<String> parts = new ArrayList<>();
        routing.grouping().ifPresent(group -> parts.add("grouped for " + Spans.words(group.window())));
        routing.repeat().ifPresent(every -> parts.add("again every " + Spans.words(every)));
        routing.unacknowledgedFor()
                .ifPresent(wait -> parts.add("only if nobody acknowledges for " + Spans.words(wait)));
        routing.quiet().ifPresent(quiet -> parts.add("quiet " + quiet.from() + " to " + quiet.to()));
        if (!routing.inhibitions().isEmpty()) {
            parts.add(routing.inhibitions().size()
                    + (routing.inhibitions().size() == 1 ? " inhibition" : " inhibitions"));
        }
        return String.join("; ", parts);
    }

    private static String wants(Filter filter) {
        List<String> parts = new ArrayList<>();
        if (!filter.kpis().isEmpty()) {
            parts.add(filter.kpis().stream().map(NamePattern::text).collect(Collectors.joining(", ")));
        }
        filter.labels().forEach((name, pattern) -> parts.add(name + "=" + pattern.text()));
        if (!filter.severities().isEmpty()) {
            parts.add(filter.severities().stream()
                    .sorted(Comparator.<Severity>naturalOrder().reversed())
                    .map(Slug::of)
                    .collect(Collectors.joining(" and ")));
        }
        if (!filter.kinds().isEmpty()) {
            parts.add(filter.kinds().stream().sorted().map(EventKind::slug).collect(Collectors.joining(", ")));
        }
        return parts.isEmpty() ? "everything" : String.join("; ", parts);
    }
}
