// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;

/** What a detector tells while it scores, in order. */
public interface AlertListener {
    void onAlert(AlertEvent event);

    /** A version of an input takes effect with the point about to be scored. */
    void onControl(ControlApplied applied);

    /** The point just scored is beyond all that is remembered. */
    default void onNotable(Notable notable) {}
}
