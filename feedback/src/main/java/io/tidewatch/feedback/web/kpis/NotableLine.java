// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.web.format.Moment;
import java.time.Instant;

/** Something notable, as the KPI's page lists it. */
public record NotableLine(String series, String labels, Moment at, String sentence) {
    static NotableLine of(Notable notable, Kpi kpi, Instant now) {
        return new NotableLine(
                notable.series().id().toString(),
                notable.series().labels().isEmpty()
                        ? ""
                        : notable.series().labels().toString(),
                Moment.of(Micros.toInstant(notable.at()), now, kpi.zone()),
                notable.sentence());
    }
}
