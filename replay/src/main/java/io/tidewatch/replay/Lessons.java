// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.scorer.detector.SeriesDetector;
import java.util.List;

/** What verdicts teach during one run: calibrations at their time, and what the nightly training leaves out. */
public interface Lessons {
    /** An alert of this run has resolved. */
    default void look(AlertEvent resolved) {}

    /**
     * Gives the detector what takes effect at or before a time; called before each point and at each midnight.
     *
     * @param time UTC microseconds since 1970
     */
    void speakUntil(long time, SeriesDetector detector);

    /** What training must not see, of what has been said so far. */
    List<TimeRange> masks();

    /**
     * Where a "new normal" begins that leaves enough to train on; the least number where there is none.
     *
     * @param trainedTo the midnight that is trained at
     */
    default long normalFrom(long trainedTo) {
        return Long.MIN_VALUE;
    }
}
