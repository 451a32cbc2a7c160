// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, so that it is stopped in reverse: at the end, or at once where a later step fails. */
final class Ladder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ladder.class);

    private record Step(String name, Runnable stop) {}

    private final Deque<Step> climbed = new ArrayDeque<>();
    private boolean closed;

    /**
     * Runs {@code start}; where it fails, stops all earlier steps and passes the failure on. A process that is told to stop
     * while it starts finishes the step it is at and goes down from there.
     */
    synchronized void climb(String name, Runnable start, Runnable stop) {
        if (closed) {
            throw new IllegalStateException("told to stop before " + name + " was started");
        }
        try {
            start.run();
            climbed.push(new Step(name, stop));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Harmless when called twice. One step's trouble doesn't keep the others from stopping. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!climbed.isEmpty()) {
            Step step = climbed.pop();
            try {
                step.stop().run();
            } catch (RuntimeException e) {
                LOG.warn("{} was not stopped cleanly", step.name(), e);
            }
        }
    }
}
