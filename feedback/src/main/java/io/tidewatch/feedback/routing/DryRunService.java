// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.routing;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.routing.Candidate;
import io.tidewatch.core.routing.Circumstances;
import io.tidewatch.core.routing.Known;
import io.tidewatch.core.routing.OpenAlert;
import io.tidewatch.core.routing.Routing;
import io.tidewatch.core.routing.Ruling;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.routing.DryRun.Answer;
import io.tidewatch.feedback.routing.DryRun.Step;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks the notifier's own pipeline who would be told of an alert that opens now, or later; sends nothing. */
public final class DryRunService {
    private final Workplace desk;
    private final SubscriptionStore subscriptions;
    private final SilenceStore silences;
    private final AlertStore alerts;
    private final DeliveryLog log;

    public DryRunService(Workplace desk) {
        this.desk = desk;
        this.subscriptions = new SubscriptionStore(desk.database());
        this.silences = new SilenceStore(desk.database());
        this.alerts = new AlertStore(desk.database());
        this.log = new DeliveryLog(desk.database());
    }

    public Instant now() {
        return desk.now();
    }

    /**
     * @param owner whose subscriptions are asked; everybody's where it is empty
     * @param at when it would happen; silences and quiet hours are those of that time, open alerts those of now
     */
    public DryRun ask(String owner, SeriesKey series, Severity severity, EventKind kind, Instant at) {
        Routing routing = Routing.under(new Circumstances(at, silences.notOver(at), open(), Instant.EPOCH));
        List<Subscription> asked = owner.isEmpty() ? subscriptions.all() : subscriptions.ownedBy(owner);
        return new DryRun(
                series.toString(),
                severity.name().toLowerCase(Locale.ROOT),
                kind.slug(),
                at,
                asked.stream()
                        .map(each ->
                                answer(routing, each, new Candidate(kind, series, severity, at, each, known(kind, at))))
                        .toList());
    }

    /** What follows an opening is asked as if that had been told. */
    private static Known known(EventKind kind, Instant at) {
        return kind == EventKind.ALERT_OPENED ? Known.NOTHING : new Known(Known.Told.SOMETHING, Optional.of(at), false);
    }

    private Answer answer(Routing routing, Subscription subscription, Candidate candidate) {
        Ruling ruling = routing.rule(candidate);
        List<Step> steps = routing.explain(candidate).stream()
                .map(step -> new Step(
                        step.question(),
                        step.ruling().isEmpty(),
                        step.ruling().map(each -> each.reason().slug()).orElse("")))
                .toList();
        return new Answer(
                subscription.id().toString(),
                subscription.name(),
                subscription.owner(),
                DryRun.told(ruling),
                ruling.reason().slug(),
                DryRun.message(ruling),
                subscription.paused()
                        ? "paused"
                        : log.health(subscription.id()).disabled().isPresent() ? "disabled" : "on",
                steps);
    }

    private List<OpenAlert> open() {
        return alerts
                .list(AlertQuery.newest(AlertQuery.MAX_LIMIT)
                        .withStatuses(Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED)))
                .stream()
                .map(alert -> new OpenAlert(alert.series(), alert.last().severity()))
                .toList();
    }
}
