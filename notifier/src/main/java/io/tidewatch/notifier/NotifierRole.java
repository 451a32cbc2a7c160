// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.role.Measure;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.notifier.delivery.Outgoing;
import io.tidewatch.notifier.delivery.Tally;
import io.tidewatch.notifier.egress.AddressGuard;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.egress.WebhookClient;
import io.tidewatch.notifier.event.AlertIntake;
import io.tidewatch.notifier.event.DeskIntake;
import io.tidewatch.notifier.event.EventRouter;
import io.tidewatch.notifier.event.Scheduled;
import io.tidewatch.notifier.event.Situation;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.notifier.format.Links;
import io.tidewatch.notifier.mail.MailCarrier;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.notifier.request.RequestWorker;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.DeliveryGroups;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.DeliveryQueue;
import io.tidewatch.storage.delivery.DeliveryResends;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.delivery.ToldAlerts;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/** Webhooks out: events become deliveries, deliveries are made, until they arrive or the schedule is over. */
public final class NotifierRole implements Role {
    /** A receiver that has failed for so long is switched off and its owner told. */
    static final Duration DISABLE_AFTER = Duration.ofDays(5);

    private static final Duration REQUESTS_EVERY = Duration.ofMillis(500);
    private static final Duration SCHEDULED_EVERY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final int TIDY_AT_ONCE = 5_000;

    private final NotifierSettings settings;
    private final Database database;
    private final LogClients log;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final HostLookup lookup;
    private final MailSender mail;
    private final AddressGuard guard;
    private final Tally tally = new Tally();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile List<Supplier<String>> troubles = List.of();

    /**
     * @param random for the schedule's jitter; safe for several threads
     * @throws IllegalArgumentException where the settings name something that is no range of addresses
     */
    public NotifierRole(
            NotifierSettings settings,
            Database database,
            LogClients log,
            InstantSource clock,
            RandomGenerator random,
            HostLookup lookup,
            MailSender mail) {
        this.settings = settings;
        this.database = database;
        this.log = log;
        this.clock = clock;
        this.random = random;
        this.lookup = lookup;
        this.mail = mail;
        this.guard = new AddressGuard(settings.allow().orElse(List.of()));
    }

    @Override
    public RoleName name() {
        return RoleName.NOTIFIER;
    }

    @Override
    public synchronized void start() {
        if (!running.isEmpty()) {
            return;
        }
        try {
            startAll();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void startAll() {
        SubscriptionStore subscriptions = new SubscriptionStore(database);
        NotifiedAlerts alerts = new NotifiedAlerts(database);
        DeliveryQueue queue = new DeliveryQueue(database, DISABLE_AFTER);
        Situation situation = new Situation(
                new SilenceStore(database), alerts, alerts.firstStart(clock.instant()), settings.newsAtFirstStart());
        ToldAlerts told = new ToldAlerts(database);
        Formats formats = new Formats(new Links(settings.publicUrl()));
        EventRouter router = new EventRouter(subscriptions, situation, new DeliveryInbox(database), told, formats);
        Outgoing outgoing = new Outgoing(
                queue,
                new WebhookClient(guard, lookup, settings.timeout(), settings.answerLimit(), trust()),
                new MailCarrier(mail, settings.publicUrl()),
                clock,
                random,
                settings.concurrency(),
                settings.timeout(),
                tally);
        running.push(outgoing);
        TopicReader fromScorer = new TopicReader(
                log, "notifier", List.of(Topic.ALERTS.id()), new AlertIntake(router, alerts, clock, outgoing::nudge));
        running.push(fromScorer);
        TopicReader fromDesk = new TopicReader(
                log, "notifier-desk", List.of(Topic.DESK.id()), new DeskIntake(router, alerts, clock, outgoing::nudge));
        running.push(fromDesk);
        RequestWorker requests = new RequestWorker(
                new RequestStore(database), subscriptions, new DeliveryResends(database), router, clock);
        running.push(new Ticker("notifier-requests", REQUESTS_EVERY, () -> {
            if (requests.work()) {
                outgoing.nudge();
            }
        }));
        Scheduled scheduled =
                new Scheduled(subscriptions, situation, told, new DeliveryGroups(database), formats, clock);
        running.push(new Ticker("notifier-scheduled", SCHEDULED_EVERY, () -> {
            if (scheduled.work()) {
                outgoing.nudge();
            }
        }));
        running.push(new Ticker("notifier-tidy", TIDY_EVERY, () -> tidy(queue, alerts)));
        troubles = List.of(outgoing::trouble, fromScorer::trouble, fromDesk::trouble);
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM's trust store can't be read: " + e.getMessage(), e);
        }
    }

    private void tidy(DeliveryQueue queue, NotifiedAlerts alerts) {
        Instant before = clock.instant().minus(settings.keep());
        while (queue.prune(before, TIDY_AT_ONCE) == TIDY_AT_ONCE) {
            // more may be old
        }
        // An alert may stay open for long, and people may speak of it later still.
        alerts.prune(before.minus(Duration.ofDays(365)));
    }

    @Override
    public synchronized void stop() {
        troubles = List.of();
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("the notifier doesn't stop: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public List<Measure> measures() {
        return tally.measures();
    }

    @Override
    public String trouble() {
        return troubles.stream()
                .map(Supplier::get)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
