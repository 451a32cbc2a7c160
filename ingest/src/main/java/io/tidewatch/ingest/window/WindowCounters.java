// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the aggregator did since the start. */
public final class WindowCounters {
    final LongAdder samples = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder corrected = new LongAdder();
    final LongAdder tooLate = new LongAdder();
    final LongAdder broken = new LongAdder();

    /** By name. */
    public Map<String, Long> numbers() {
        return Map.of(
                "samples", samples.sum(),
                "aggregates_sent", sent.sum(),
                "aggregates_corrected", corrected.sum(),
                "samples_too_late", tooLate.sum(),
                "records_broken", broken.sum());
    }
}
