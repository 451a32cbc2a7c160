// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.storage.delivery.AttemptReport;
import io.tidewatch.storage.delivery.DeliveryQueue;
import io.tidewatch.storage.delivery.TakenDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due and has it sent, each on a virtual thread of its own. Only so many of one subscription are under way at
 * once, and nothing limits all of them together, so a slow receiver costs its own share and no other's.
 */
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final DeliveryQueue queue;
    private final Courier courier;
    private final InstantSource clock;
    private final int concurrency;
    private final Duration lease;
    private final Tally tally;
    private final Recorder recorder;
    private final Map<UUID, Integer> busy = new ConcurrentHashMap<>();
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String trouble = "";

    /** @param lease longer than any delivery takes */
    Dispatcher(
            DeliveryQueue queue, Courier courier, InstantSource clock, int concurrency, Duration lease, Tally tally) {
        this.queue = queue;
        this.courier = courier;
        this.clock = clock;
        this.concurrency = concurrency;
        this.lease = lease;
        this.tally = tally;
        this.recorder = new Recorder(queue, clock, this::recorded);
        this.thread = Thread.ofPlatform().name("notifier-dispatch").start(this::run);
    }

    /** Call when something may have become due. */
    void nudge() {
        nudges.release();
    }

    String trouble() {
        return trouble.isEmpty() ? recorder.trouble() : trouble;
    }

    /** Lets what is under way come to an end, for a while; the rest is sent again by others. */
    @Override
    public void close() {
        running = false;
        nudge();
        try {
            thread.join(Duration.ofSeconds(10));
            for (int waits = 0; waits < 50 && !busy.isEmpty(); waits++) {
                nudges.tryAcquire(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
    }

    private void run() {
        while (running) {
            Duration pause = POLL;
            try {
                take();
                trouble = "";
            } catch (RuntimeException e) {
                if (trouble.isEmpty()) {
                    LOG.warn("webhooks wait: {}", e.toString());
                }
                trouble = "due deliveries can't be read: " + e.getMessage();
                pause = AFTER_TROUBLE;
            }
            try {
                if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Once is enough: afterwards each subscription has nothing due or no room, and whatever makes room nudges. */
    private void take() {
        Instant now = clock.instant();
        for (TakenDelivery delivery : queue.take(now, now.plus(lease), concurrency, busy)) {
            busy.merge(delivery.subscription(), 1, Integer::sum);
            Thread.ofVirtual().name("webhook-" + delivery.id()).start(() -> send(delivery));
        }
    }

    private void send(TakenDelivery delivery) {
        try {
            recorder.add(courier.deliver(delivery));
        } catch (RuntimeException e) {
            LOG.error("delivery {} can't be sent and comes back when its lease ends", delivery.id(), e);
            free(delivery.subscription());
        }
    }

    private void recorded(List<AttemptReport> reports) {
        tally.add(reports);
        reports.forEach(report -> free(report.delivery().subscription()));
        nudge();
    }

    private void free(UUID subscription) {
        busy.computeIfPresent(subscription, (id, count) -> count == 1 ? null : count - 1);
    }
}
