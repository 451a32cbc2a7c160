// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the memory of all requests together, and the time that each waits for a thread: who comes when it is full, or is served too
 * late, is told to come again, and nothing is read. So, with more requests than can be served, some get an answer while their
 * senders still listen, rather than all of them none.
 */
final class Gate {
    private static final long LEAST = 64 * 1024;
    /** A request holds one part of its points and a parser's buffers, however long it is. */
    private static final long MOST = 16 * 1024 * 1024;

    private static final long UNKNOWN = 4 * 1024 * 1024;

    /** What a request holds; closed when it is answered. */
    record Held(Gate gate, long bytes) implements AutoCloseable {
        @Override
        public void close() {
            gate.held.addAndGet(-bytes);
        }
    }

    private final long capacity;
    private final Duration patience;
    private final AtomicLong held = new AtomicLong();
    private final LongAdder turnedAway = new LongAdder();

    Gate(long capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
    }

    /** What a request needs that is read as it streams in. */
    static long ofStream(long contentLength) {
        return contentLength < 0 ? UNKNOWN : Math.clamp(2 * contentLength, LEAST, MOST);
    }

    /** What one needs that stands in memory as a whole: the bytes, decompressed, and the objects made of them. */
    static long ofMessage(long contentLength, long most) {
        return contentLength < 0 ? UNKNOWN : Math.clamp(10 * contentLength, LEAST, Math.max(LEAST, 3 * most));
    }

    long turnedAway() {
        return turnedAway.sum();
    }

    /**
     * @param waited since it came in
     * @throws TidewatchException TOO_MANY_REQUESTS where it waited too long or there is no room now; a first request always has
     */
    Held enter(long bytes, Duration waited) {
        if (waited.compareTo(patience) > 0) {
            turnedAway.increment();
            throw new TidewatchException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "requests come faster than they can be read: this one waited " + waited.toMillis() + " ms, and "
                            + patience.toMillis()
                            + " ms is the limit; send it again in a moment, send larger ones less often, or"
                            + " raise tidewatch.ingest.max-wait");
        }
        long before = held.getAndAdd(bytes);
        if (before > 0 && before + bytes > capacity) {
            held.addAndGet(-bytes);
            turnedAway.increment();
            throw new TidewatchException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "requests that are being read hold " + before + " bytes, and " + capacity
                            + " is the limit; send it again in a moment, or raise tidewatch.ingest.max-in-flight-bytes");
        }
        return new Held(this, bytes);
    }
}
