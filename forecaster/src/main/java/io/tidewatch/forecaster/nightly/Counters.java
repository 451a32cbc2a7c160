// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import java.util.concurrent.atomic.LongAdder;

/** What this process has done since it started. */
public final class Counters {
    final LongAdder trained = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder runs = new LongAdder();

    /** Series. */
    public long trained() {
        return trained.sum();
    }

    /** Series with too little history. */
    public long skipped() {
        return skipped.sum();
    }

    /** Series that could not be trained. */
    public long failed() {
        return failed.sum();
    }

    /** Runs that this process ended. */
    public long runs() {
        return runs.sum();
    }
}
