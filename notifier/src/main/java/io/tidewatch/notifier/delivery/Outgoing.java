// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.notifier.egress.WebhookClient;
import io.tidewatch.notifier.mail.MailCarrier;
import io.tidewatch.storage.delivery.DeliveryQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The sending side of the notifier, started and stopped as one. */
public final class Outgoing implements AutoCloseable {
    /**
     * On top of a delivery's time-out: for the look at the queue before it and the commit after it. What a killed process had
     * under way waits as long, so it is short.
     */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

    private final WebhookClient client;
    private final Dispatcher dispatcher;

    /**
     * Starts at once.
     *
     * @param client closed with this
     * @param random for the schedule's jitter; safe for several threads
     * @param concurrency deliveries to one subscription under way at once
     */
    public Outgoing(
            DeliveryQueue queue,
            WebhookClient client,
            MailCarrier mail,
            InstantSource clock,
            RandomGenerator random,
            int concurrency,
            Duration timeout,
            Tally tally) {
        this.client = client;
        Courier courier = new Courier(client, mail, new AttemptJudge(new RetrySchedule(random)), clock);
        this.dispatcher = new Dispatcher(queue, courier, clock, concurrency, timeout.plus(LEASE_MARGIN), tally);
    }

    /** Call when something may have become due, so that it need not wait for the next look. */
    public void nudge() {
        dispatcher.nudge();
    }

    /** Empty, or what is wrong in a sentence. */
    public String trouble() {
        return dispatcher.trouble();
    }

    @Override
    public void close() {
        dispatcher.close();
        client.close();
    }
}
