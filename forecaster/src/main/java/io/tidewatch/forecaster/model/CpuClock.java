// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of this thread since the start; the wall clock would count what other processes do. */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long start = THREADS.getCurrentThreadCpuTime();

    private CpuClock() {}

    public static CpuClock start() {
        return new CpuClock();
    }

    public long nanos() {
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
