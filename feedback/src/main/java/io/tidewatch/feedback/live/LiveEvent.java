// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.live;

import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertCounts;

/** What subscribers are told. */
public sealed interface LiveEvent {
    /** An alert is new, or something about it changed. */
    record AlertChanged(Alert alert) implements LiveEvent {}

    /** @param incidents that go on */
    record CountsChanged(AlertCounts alerts, long incidents) implements LiveEvent {}

    /** Much changed at once, or some changes went unheard: read everything again. */
    record Resync() implements LiveEvent {}
}
