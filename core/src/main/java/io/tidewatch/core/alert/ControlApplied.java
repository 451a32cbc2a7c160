// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.series.SeriesId;

/**
 * From which event time on a version of an input took effect for a series; replay repeats it.
 *
 * @param at UTC microseconds since 1970
 */
public record ControlApplied(SeriesId series, Kind kind, long version, long at) {
    /** Which input. */
    public enum Kind {
        MODEL,
        CALIBRATION,
        SETTINGS
    }
}
