// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.core.role.Measure;
import io.tidewatch.storage.delivery.AttemptEnd;
import io.tidewatch.storage.delivery.AttemptReport;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what this process sent, for its whole life. */
public final class Tally {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder exhausted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder millis = new LongAdder();

    void add(List<AttemptReport> reports) {
        for (AttemptReport report : reports) {
            millis.add(report.attempt().duration().toMillis());
            if (report.attempt().outcome().startsWith("refused-")) {
                refused.increment();
            }
            switch (report.end()) {
                case AttemptEnd.Delivered() -> delivered.increment();
                case AttemptEnd.Retry retry -> failed.increment();
                case AttemptEnd.Gone gone -> failed.increment();
                case AttemptEnd.Exhausted given -> {
                    failed.increment();
                    exhausted.increment();
                }
            }
        }
    }

    /** The same list each time. */
    public List<Measure> measures() {
        return List.of(
                new Measure("tidewatch_webhooks_delivered_total", "Deliveries that a receiver took.", delivered::sum),
                new Measure("tidewatch_webhook_tries_failed_total", "Tries that failed.", failed::sum),
                new Measure("tidewatch_webhooks_exhausted_total", "Deliveries given up.", exhausted::sum),
                new Measure(
                        "tidewatch_webhook_tries_refused_total", "Tries that the egress guard refused.", refused::sum),
                new Measure(
                        "tidewatch_webhook_seconds_total",
                        "Time spent on tries, from look-up to the end of the answer.",
                        () -> millis.sum() / 1e3));
    }
}
