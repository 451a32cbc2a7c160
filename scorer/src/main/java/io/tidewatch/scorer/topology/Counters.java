// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.util.concurrent.atomic.LongAdder;

/** What this process has done since it started. Work that a crash undid is counted again when it is repeated. */
public final class Counters {
    final LongAdder scored = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder undecodable = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder alertEvents = new LongAdder();
    final LongAdder replacedThreads = new LongAdder();

    /** Points. */
    public long scored() {
        return scored.sum();
    }

    /** Points not after their series' watermark. */
    public long late() {
        return late.sum();
    }

    /** Records that are not what their topic holds; they are passed over. */
    public long undecodable() {
        return undecodable.sum();
    }

    /** Records on which a detector failed; they are passed over. */
    public long failed() {
        return failed.sum();
    }

    public long alertEvents() {
        return alertEvents.sum();
    }

    /** Threads that died and were replaced. */
    public long replacedThreads() {
        return replacedThreads.sum();
    }
}
