// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.Samples;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.notifier.format.Links;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.Attempt;
import io.tidewatch.storage.delivery.AttemptEnd;
import io.tidewatch.storage.delivery.AttemptReport;
import io.tidewatch.storage.delivery.DeliveryGroups;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.DeliveryQueue;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.delivery.TakenDelivery;
import io.tidewatch.storage.delivery.ToldAlerts;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A night in front of the pager: alerts come and go, two notifier processes share the work, time jumps as told. */
final class Watch {
    static final Instant DAY = Instant.parse("2026-03-04T00:00:00Z");

    private final Database database;
    private final ManualClock clock = new ManualClock(DAY);
    private final NotifiedAlerts alerts;
    private final SilenceStore silences;
    private final DeliveryQueue queue;
    private final EventRouter router;
    private final List<Scheduled> processes = new ArrayList<>();
    private final Map<String, Integer> sequences = new HashMap<>();

    Watch(Database database) {
        this.database = database;
        this.alerts = new NotifiedAlerts(database);
        this.silences = new SilenceStore(database);
        this.queue = new DeliveryQueue(database, Duration.ofDays(5));
        SubscriptionStore subscriptions = new SubscriptionStore(database);
        ToldAlerts told = new ToldAlerts(database);
        Situation situation = new Situation(silences, alerts, Instant.EPOCH, Duration.ZERO);
        Formats formats = new Formats(new Links("https://tidewatch.example"));
        this.router = new EventRouter(subscriptions, situation, new DeliveryInbox(database), told, formats);
        for (int i = 0; i < 2; i++) {
            processes.add(new Scheduled(subscriptions, situation, told, new DeliveryGroups(database), formats, clock));
        }
    }

    /** @param time hours and minutes of the day; 25:30 is the next day's 01:30 */
    Watch at(String time) {
        String[] parts = time.split(":");
        clock.set(DAY.plus(Duration.ofHours(Long.parseLong(parts[0])))
                .plus(Duration.ofMinutes(Long.parseLong(parts[1]))));
        CompletableFuture<?>[] working = processes.stream()
                .map(process -> CompletableFuture.runAsync(process::work))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(working).join();
        return this;
    }

    Watch opens(String series, Severity severity) {
        return says(series, AlertEventKind.OPENED, severity);
    }

    Watch worsens(String series, Severity severity) {
        return says(series, AlertEventKind.ESCALATED, severity);
    }

    Watch resolves(String series, Severity severity) {
        return says(series, AlertEventKind.RESOLVED, severity);
    }

    private Watch says(String series, AlertEventKind kind, Severity severity) {
        AlertEvent event = Samples.event(series, sequences.merge(series, 1, Integer::sum), kind, severity);
        alerts.saw(List.of(event), clock.instant());
        router.route(List.of(Notification.of(event)), clock.instant());
        // As after a crash between the commit and the topic's.
        router.route(List.of(Notification.of(event)), clock.instant());
        return this;
    }

    /** An incident of the highest severity, as the desk reports it. */
    Watch incident(EventKind kind) {
        router.route(List.of(Incidents.of(kind)), clock.instant());
        return this;
    }

    Watch acknowledges(String series) {
        alerts.acknowledged(Samples.opened(series).alertId(), clock.instant());
        return this;
    }

    UUID silences(String kpis, String until) {
        String[] parts = until.split(":");
        Silence silence = new Silence(
                UUID.randomUUID(),
                List.of(new NamePattern(kpis)),
                Map.of(),
                clock.instant(),
                DAY.plus(Duration.ofHours(Long.parseLong(parts[0]))).plus(Duration.ofMinutes(Long.parseLong(parts[1]))),
                "a release",
                "ana");
        database.jdbi().useTransaction(transaction -> silences.create(transaction, silence, clock.instant()));
        return silence.id();
    }

    Watch expires(UUID silence) {
        database.jdbi().useTransaction(transaction -> silences.end(transaction, silence, clock.instant()));
        return this;
    }

    /** What has been sent since the last look: the kind and the series. */
    Watch told(Subscription subscription, String... wanted) {
        assertThat(sent(subscription)).containsExactlyInAnyOrder(wanted);
        return this;
    }

    List<String> sent(Subscription subscription) {
        return taken(subscription).stream()
                .map(each -> each.kind() + " " + seriesOf(each))
                .toList();
    }

    /** Receivers take everything. */
    List<TakenDelivery> taken(Subscription subscription) {
        List<TakenDelivery> all = new ArrayList<>();
        List<TakenDelivery> some;
        do {
            Instant now = clock.instant();
            some = queue.take(now, now.plusSeconds(60), 100, Map.of());
            queue.record(some.stream().map(Watch::delivered).toList(), now);
            all.addAll(some);
        } while (!some.isEmpty());
        assertThat(all)
                .as("what went to others")
                .allMatch(each -> each.subscription().equals(subscription.id()));
        return all;
    }

    private String seriesOf(TakenDelivery delivery) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select series from delivery where id = ?")
                        .bind(0, delivery.id())
                        .mapTo(String.class)
                        .one());
    }

    private static AttemptReport delivered(TakenDelivery delivery) {
        Attempt attempt =
                new Attempt(DAY, Duration.ZERO, "answered", OptionalInt.of(200), "", "", "", "", Optional.empty());
        return new AttemptReport(delivery, attempt, new AttemptEnd.Delivered());
    }
}
