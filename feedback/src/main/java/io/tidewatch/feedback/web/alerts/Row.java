// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.format.Moment;

/**
 * One alert in the list.
 *
 * @param head the newest verdict on it, 0 for none; whoever gives the next one names it
 * @param version changes with anything that the row shows
 * @param severity in lower case
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
        boolean current) {
    /** The alert's id where the small line is still to be drawn, else empty. */
    public String pending() {
        return spark == Sparkline.EMPTY ? id : "";
    }
}
