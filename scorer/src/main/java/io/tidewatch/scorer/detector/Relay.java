// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;

/** Passes on what is told: first to whoever compares, then to the listener. */
final class Relay implements AlertListener {
    AlertListener to;

    Relay(AlertListener first) {
        to = first;
    }

    @Override
    public void onAlert(AlertEvent event) {
        to.onAlert(event);
    }

    @Override
    public void onControl(ControlApplied applied) {
        to.onControl(applied);
    }

    @Override
    public void onNotable(Notable notable) {
        to.onNotable(notable);
    }
}
