// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import java.util.List;

/**
 * What a detector said about one series.
 *
 * @param over by row: whether the point itself alerted
 * @param episodes in order of time
 */
@SuppressWarnings("ArrayRecordComponent")
record Alarms(boolean[] over, List<Episode> episodes) {
    /** UTC microseconds of the first and the last point over the threshold. */
    record Episode(long started, long lastOver) {}
}
