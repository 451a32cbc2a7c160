// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.series.Series;
import java.time.Duration;
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
    /** A series' newest stretch, on which nothing is in question. */
    public static ChartView newest(Series one, Kpi kpi, Instant now, Duration shown, String label) {
        String id = one.id().toString();
        return new ChartView(
                Links.chart(id),
                id,
                now.minus(shown),
                now,
                "",
                kpi.zone().getId(),
                kpi.unit(),
                Slug.of(kpi.kind()),
                one.key() + label);
    }

    public long fromMillis() {
        return from.toEpochMilli();
    }

    public long toMillis() {
        return to.toEpochMilli();
    }
}
