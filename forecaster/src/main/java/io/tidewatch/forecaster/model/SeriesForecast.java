// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.core.time.WallClock;
import java.time.ZoneId;
import java.util.List;

/**
 * What every candidate expects of a series, and which one was chosen by its past.
 *
 * @param zone whose wall clock the rows follow
 * @param wallStart wall-clock microseconds at which row 0 begins
 * @param step of a row, microseconds
 */
public record SeriesForecast(
        ZoneId zone, long wallStart, long step, List<CandidateForecast> candidates, CandidateForecast chosen) {
    public SeriesForecast {
        candidates = List.copyOf(candidates);
    }

    /** The row that holds a time; negative before the first row, not less than the horizon after the last. */
    public int rowOf(long utcMicros) {
        return (int) Math.floorDiv(new WallClock(zone).local(utcMicros) - wallStart, step);
    }
}
