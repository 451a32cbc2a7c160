// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.storage.point.PointArrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a training reads. Times are UTC microseconds; {@code to} is not included. */
interface TrainingInputs {
    Optional<Kpi> kpi(String name);

    /** In order of time. */
    PointArrays points(SeriesId series, long from, long to);

    /** Ranges that stay out of training. */
    List<TimeRange> masks(SeriesId series, long from, long to);

    /** Everything in the calendar. */
    List<CalendarEvent> calendar();

    /** Where a new normal begins; what lies before it is compared with nothing. */
    OptionalLong newNormalFrom(SeriesId series);
}
