// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import java.util.List;

/**
 * What a comparison found on one series; kept as JSON until the job is done.
 *
 * @param points replayed in each run, those before the range included
 * @param firstPoint UTC microseconds since 1970; 0 where there is none
 * @param trueEvents ranges in the compared range that verdicts call anomalies
 * @param foundBefore of those, how many an alert of the first run touches
 * @param foundAfter of those, how many an alert of the second run touches
 */
record SeriesOutcome(
        long points,
        long firstPoint,
        int trueEvents,
        int foundBefore,
        int foundAfter,
        List<AlertLine> before,
        List<AlertLine> after) {}
