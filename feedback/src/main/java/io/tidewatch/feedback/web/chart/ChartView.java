// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

import java.time.Instant;

/**
 * Where a page's chart finds its data and what it shows first; the script draws it.
 *
 * @param source the address that answers with the data, without the range
 * @param series the series' id
 * @param focus the alert whose episode is the one in question, empty for none
 * @param kind of the KPI, in lower case: counts keep every digit
 * @param label what a screen reader says instead of the picture
 */
public record ChartView(
        String source,
        String series,
        Instant from,
        Instant to,
        String focus,
        String zone,
        String unit,
        String kind,
        String label) {
    public long fromMillis() {
        return from.toEpochMilli();
    }

    public long toMillis() {
        return to.toEpochMilli();
    }
}
