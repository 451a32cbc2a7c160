// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.storage.delivery.AttemptReport;
import io.tidewatch.storage.delivery.DeliveryQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes tries down as they end, many in one commit when many end at once. While the database is away they wait here. */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** About as long as a lease: afterwards the rows are taken again anyway. */
    private static final int MOST_TRIES = 60;

    private final DeliveryQueue queue;
    private final InstantSource clock;
    private final Consumer<List<AttemptReport>> recorded;
    private final BlockingQueue<AttemptReport> reports = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean running = true;
    private volatile String trouble = "";

    /** @param recorded told of what has been committed */
    Recorder(DeliveryQueue queue, InstantSource clock, Consumer<List<AttemptReport>> recorded) {
        this.queue = queue;
        this.clock = clock;
        this.recorded = recorded;
        this.thread = Thread.ofPlatform().name("notifier-record").start(this::run);
    }

    void add(AttemptReport report) {
        reports.add(report);
    }

    String trouble() {
        return trouble;
    }

    /** Writes down what is there; what can't be written is tried again by whoever takes the rows once their lease ends. */
    @Override
    public void close() {
        running = false;
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<AttemptReport> batch = new ArrayList<>();
        try {
            while (running || !reports.isEmpty()) {
                AttemptReport first = reports.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                reports.drainTo(batch, BATCH - 1);
                record(List.copyOf(batch));
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(List<AttemptReport> batch) throws InterruptedException {
        int tries = running ? MOST_TRIES : 1;
        while (!recordOnce(batch) && --tries > 0) {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                tries = Math.min(tries, 1);
            }
        }
        if (tries == 0 && batch.size() > 1) {
            // Should one of them be the cause, the others need not suffer for it.
            batch.forEach(report -> recordOnce(List.of(report)));
        }
        recorded.accept(batch);
    }

    private boolean recordOnce(List<AttemptReport> batch) {
        try {
            queue.record(batch, clock.instant());
            trouble = "";
            return true;
        } catch (RuntimeException e) {
            if (trouble.isEmpty()) {
                LOG.warn("{} webhooks were sent but are not written down yet: {}", batch.size(), e.toString());
            }
            trouble = "deliveries can't be written down: " + e.getMessage();
            return false;
        }
    }
}
