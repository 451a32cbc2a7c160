// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.EventKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Something notable, in the shape of the alert that it is not, so that it travels like one. */
final class NotableNotification {
    private static final Bounds UNKNOWN = new Bounds(Double.NaN, Double.NaN, Double.NaN);

    private NotableNotification() {}

    static Notification of(Notable notable) {
        AlertEvent asAlert = new AlertEvent(
                notable.id(),
                1,
                AlertEventKind.OPENED,
                notable.series(),
                "notable",
                notable.at(),
                notable.at(),
                OptionalLong.of(notable.at()),
                Severity.LOW,
                0,
                notable.at(),
                0,
                notable.sign(),
                notable.value(),
                UNKNOWN,
                List.of(),
                notable.sentence(),
                1,
                notable.unit(),
                new AlertEvent.Versions(0, 0, 0, 0));
        return new Notification(
                "notable-" + notable.id(),
                EventKind.NOTABLE_SEEN,
                notable.at(),
                notable.series().id().value(),
                asAlert,
                Optional.empty(),
                Optional.empty(),
                Optional.of(notable));
    }
}
