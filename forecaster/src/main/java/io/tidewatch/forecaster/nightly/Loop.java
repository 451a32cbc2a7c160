// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does a step again and again: at once while there is more to do, else after a pause or a nudge. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final BooleanSupplier step;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String trouble = "";

    /**
     * Starts at once.
     *
     * @param step says whether there is more to do; when it throws, it is tried again after the pause
     */
    Loop(String name, Duration pause, BooleanSupplier step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    void nudge() {
        nudges.release();
    }

    /** Empty, or why the last step failed. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        running = false;
        nudge();
        try {
            if (!thread.join(Duration.ofSeconds(30))) {
                LOG.warn("{} still works; it is left to its last step", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            if (!more()) {
                try {
                    if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        nudges.drainPermits();
                    }
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private boolean more() {
        try {
            boolean more = step.getAsBoolean();
            if (!trouble.isEmpty()) {
                LOG.info("{} goes on", name);
                trouble = "";
            }
            return more;
        } catch (RuntimeException e) {
            if (trouble.isEmpty()) {
                LOG.warn("{} tries again in {}: {}", name, pause, e.toString(), e);
            }
            trouble = name + ": " + e.getMessage();
            return false;
        }
    }
}
