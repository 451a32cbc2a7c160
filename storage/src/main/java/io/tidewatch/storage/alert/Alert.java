// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An alert as it stands, and what people did with it.
 *
 * @param last its newest event, which tells the whole episode so far
 * @param opened when it first became known, UTC microseconds since 1970 of event time
 * @param verdictHead the newest row of its verdicts, in force or withdrawing; whoever gives the next verdict names it
 * @param verdict what is in force
 */
public record Alert(
        AlertEvent last,
        long opened,
        AlertStatus status,
        Optional<Acknowledgement> acknowledged,
        Optional<String> assignee,
        OptionalLong verdictHead,
        Optional<VerdictKind> verdict) {

    /** Who took it up, and when. */
    public record Acknowledgement(String by, Instant at) {}

    public AlertId id() {
        return last.alertId();
    }

    public SeriesKey series() {
        return last.series();
    }

    /** From its start to its resolution; of an open alert, to what is known of it. */
    public TimeRange range() {
        return new TimeRange(
                last.started(), Math.max(last.started(), last.resolved().orElse(last.at())));
    }
}
