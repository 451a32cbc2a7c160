// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.verdict.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a training reads. Times are UTC microseconds; {@code to} is not included. */
interface TrainingInputs {
    Optional<Kpi> kpi(String name);

    /** Of each of the series, in order of time. */
    Map<SeriesId, PointArrays> points(List<SeriesId> series, long from, long to);

    /** In force on the series; those without any are absent. */
    Map<SeriesId, List<Standing>> verdicts(List<SeriesId> series);

    /** Everything in the calendar. */
    List<CalendarEvent> calendar();
}
