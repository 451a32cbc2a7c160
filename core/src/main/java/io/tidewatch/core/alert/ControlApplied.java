// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.series.SeriesId;

/**
 * From which event time on a version of an input took effect for a series; replay repeats it.
 *
 * @param at UTC microseconds since 1970
 * @param after the newest event time scored when it came: it counts for late points behind that one too; the least number there
 *     is where it came before the first point
 */
public record ControlApplied(SeriesId series, Kind kind, long version, long at, long after) {
    /** That came right before the point for which it took effect. */
    public ControlApplied(SeriesId series, Kind kind, long version, long at) {
        this(series, kind, version, at, at - 1);
    }

    /** The same with the time that was newest when it came. */
    public ControlApplied cameAfter(long newest) {
        return new ControlApplied(series, kind, version, at, newest);
    }

    /** Which input. */
    public enum Kind {
        MODEL,
        CALIBRATION,
        SETTINGS
    }
}
