// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits before another attempt; tests don't. */
@FunctionalInterface
interface Pause {
    void of(Duration duration) throws InterruptedException;

    /** By the machine's clock. */
    static Pause real() {
        return duration -> {
            boolean ignored = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        };
    }
}
