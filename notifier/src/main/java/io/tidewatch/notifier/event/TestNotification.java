// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the test button sends: an alert that never was, and says so. */
public final class TestNotification {
    private TestNotification() {}

    /** @param id of the request, so that a request which is carried out twice sends one event */
    public static Notification of(long id, Instant now) {
        SeriesKey series = new SeriesKey("tidewatch.test", Labels.of("reason", "test"));
        long at = Micros.of(now);
        AlertEvent alert = new AlertEvent(
                AlertId.of(series.id(), "tidewatch.test/" + id, id),
                1,
                AlertEventKind.OPENED,
                series,
                "tidewatch.test/adaptive",
                at - 5 * Micros.MINUTE,
                at,
                OptionalLong.empty(),
                Severity.LOW,
                6,
                at,
                4,
                -1,
                12,
                new Bounds(40, 32, 48),
                List.of(EvidenceKind.SPIKE),
                "This is a test from Tidewatch: nothing is wrong, and this webhook works.",
                1,
                "per minute",
                new AlertEvent.Versions(0, 0, 0, 0));
        return new Notification("test-" + id, EventKind.TEST, at, series.id().value(), alert, Optional.empty());
    }
}
