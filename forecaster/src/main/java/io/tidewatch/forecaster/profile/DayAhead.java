// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import java.util.Optional;

/** What another method expected of past local days, each seen from its midnight, and what it expects of the time to come. */
public interface DayAhead {
    /** As it stands in the forecast. */
    String method();

    /**
     * By slot of the day, in the KPI's unit.
     *
     * @param localDay days since 1970-01-01 of the wall clock
     * @return empty where nothing was expected of that day
     */
    Optional<double[]> past(long localDay);

    /** The expected value at a time from the end of the history on, UTC microseconds; not a number where it has none. */
    double ahead(long micros);
}
