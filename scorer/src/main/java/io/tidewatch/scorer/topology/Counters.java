// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What this process has done since it started. Work that a crash undid is counted again when it is repeated. */
public final class Counters {
    final LongAdder scored = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder rescored = new LongAdder();
    final LongAdder undecodable = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder alertEvents = new LongAdder();
    final LongAdder rebalances = new LongAdder();
    /** Of the record scored last: how long it lay on the topic. */
    final AtomicLong age = new AtomicLong();

    final LongAdder notables = new LongAdder();
    final LongAdder replacedThreads = new LongAdder();

    /** Points. */
    public long scored() {
        return scored.sum();
    }

    /** Points that came after their KPI's late limit; they are stored and change no alert. */
    public long late() {
        return late.sum();
    }

    /** Late or corrected points that were scored in their place. */
    public long rescored() {
        return rescored.sum();
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

    /** Records of what is beyond all that is remembered. */
    public long notables() {
        return notables.sum();
    }

    /** How often partitions were handed out anew. */
    public long rebalances() {
        return rebalances.sum();
    }

    /** How long the record scored last had lain on the topic, milliseconds. */
    public long age() {
        return age.get();
    }

    /** Threads that died and were replaced. */
    public long replacedThreads() {
        return replacedThreads.sum();
    }
}
