// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.kpi.Detector;
import java.util.Optional;

/** A detector of one series beside the adaptive one. */
interface Rule {
    /** What it is set to now. */
    Detector definition();

    /** Takes a change of what it is set to; its kind stays. */
    void redefine(Detector definition, Settings settings);

    /**
     * Takes the next point.
     *
     * @param step of the series, microseconds; 0 while it is not known
     * @param quiet whether the calendar explains what happens now
     */
    void score(long time, double value, long step, boolean quiet);

    /** The event-time clock of the heartbeats has passed {@link #deadline}. */
    default void clock(long micros) {}

    /** From which clock on {@link #clock} has something to do. */
    default long deadline() {
        return Long.MAX_VALUE;
    }

    /** Ends an open alert, because the rule is no more. */
    void retire(long time);

    Optional<AlertEvent> openAlert(long at);

    void write(StateWriter out);

    void read(StateReader in);
}
