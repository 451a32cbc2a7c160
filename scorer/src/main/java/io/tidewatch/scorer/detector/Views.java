// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How things turned out: the newest view of each alert, what took effect, and what is notable. */
final class Views implements AlertListener {
    final Map<AlertId, AlertEvent> alerts = new LinkedHashMap<>();
    final List<Notable> notables = new ArrayList<>();
    final List<ControlApplied> controls = new ArrayList<>();

    @Override
    public void onAlert(AlertEvent event) {
        alerts.put(event.alertId(), event);
    }

    @Override
    public void onControl(ControlApplied applied) {
        controls.add(applied);
    }

    @Override
    public void onNotable(Notable notable) {
        notables.add(notable);
    }
}
