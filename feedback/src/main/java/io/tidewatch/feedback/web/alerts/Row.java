// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.format.Moment;
import org.jspecify.annotations.Nullable;

/**
 * One alert in the list.
 *
 * @param head the newest verdict on it, 0 for none; whoever gives the next one names it
 * @param version changes with anything that the row shows
 * @param severity in lower case
 * @param reason why it stands where it stands in the list; empty without a triage model
 * @param aside what is said under the time: "ongoing", "lasted 35 min", "true, anna"
 */
public record Row(
        String id,
        long version,
        long head,
        String href,
        String severity,
        String kpi,
        String labels,
        String finding,
        Sparkline spark,
        Moment started,
        String aside,
        String reason,
        boolean current) {
    /** Without a chance of being true. */
    public Row(
            String id,
            long version,
            long head,
            String href,
            String severity,
            String kpi,
            String labels,
            String finding,
            Sparkline spark,
            Moment started,
            String aside,
            boolean current) {
        this(id, version, head, href, severity, kpi, labels, finding, spark, started, aside, "", current);
    }

    /** With the chance that it is true beside its state, and the reasons. */
    Row with(@Nullable TriageScore chance) {
        if (chance == null) {
            return this;
        }
        return new Row(
                id,
                31 * version + chance.percent(),
                head,
                href,
                severity,
                kpi,
                labels,
                finding,
                spark,
                started,
                aside + ", " + chance.percent() + " % likely",
                chance.percent() + " % likely true. " + chance.sentence(),
                current);
    }

    /** The alert's id where the small line is still to be drawn, else empty. */
    public String pending() {
        return spark == Sparkline.EMPTY ? id : "";
    }
}
