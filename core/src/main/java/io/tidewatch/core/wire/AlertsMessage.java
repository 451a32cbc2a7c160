// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;

/** What a record of the alerts topic says. */
public sealed interface AlertsMessage {
    record Event(AlertEvent event) implements AlertsMessage {}

    record Control(ControlApplied applied) implements AlertsMessage {}

    record Seen(Notable notable) implements AlertsMessage {}
}
