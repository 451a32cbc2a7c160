// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again until it is closed; a failure is logged once and tried again. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    Ticker(String name, Duration every, Runnable task) {
        this.thread = Thread.ofVirtual().name(name).start(() -> run(name, every, task));
    }

    private void run(String name, Duration every, Runnable task) {
        boolean failed = false;
        try {
            do {
                try {
                    task.run();
                    failed = false;
                } catch (RuntimeException e) {
                    if (!failed) {
                        LOG.warn("{} waits and tries again: {}", name, e.toString());
                    }
                    failed = true;
                }
            } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
