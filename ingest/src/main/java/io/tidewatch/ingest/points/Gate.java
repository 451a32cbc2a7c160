// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Bounds the memory of all requests together: who comes when it is full is told to come again, and nothing is read. */
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
    private final AtomicLong held = new AtomicLong();
    private final LongAdder turnedAway = new LongAdder();

    Gate(long capacity) {
        this.capacity = capacity;
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

    /** @throws TidewatchException TOO_MANY_REQUESTS where there is no room now; a first request always has */
    Held enter(long bytes) {
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
