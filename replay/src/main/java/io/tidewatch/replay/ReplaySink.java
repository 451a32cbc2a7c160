// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.scorer.detector.Scored;

/** What a replay tells, in order. */
public interface ReplaySink {
    /**
     * A row was scored.
     *
     * @param row of the input
     * @param scored readable until the call returns
     */
    void scored(int row, Scored scored);

    /** A row was not scored: it has no value, or lies at or before an earlier row's time. */
    void skipped(int row);

    void alert(AlertEvent event);

    /**
     * A day begins, before its model is trained.
     *
     * @param at local midnight, UTC microseconds since 1970
     */
    default void midnight(long at) {}

    default void control(ControlApplied applied) {}

    /** A point beyond all that is remembered; no alert. */
    default void notable(Notable notable) {}
}
