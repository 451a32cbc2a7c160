// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a detector told. */
final class Recorder implements AlertListener {
    final List<AlertEvent> events = new ArrayList<>();
    final List<ControlApplied> controls = new ArrayList<>();
    final List<Notable> notables = new ArrayList<>();

    @Override
    public void onAlert(AlertEvent event) {
        events.add(event);
    }

    @Override
    public void onControl(ControlApplied applied) {
        controls.add(applied);
    }

    @Override
    public void onNotable(Notable notable) {
        notables.add(notable);
    }

    List<AlertEventKind> kinds() {
        return events.stream().map(AlertEvent::kind).toList();
    }
}
