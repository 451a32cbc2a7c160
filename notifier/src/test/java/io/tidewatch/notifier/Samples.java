// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Alert events for tests. */
public final class Samples {
    public static final long STARTED = Micros.of(Instant.parse("2026-03-01T11:50:00Z"));

    private Samples() {}

    public static AlertEvent event(String series, int sequence, AlertEventKind kind, Severity severity) {
        SeriesKey key = SeriesKey.parse(series);
        boolean over = kind == AlertEventKind.RESOLVED || kind == AlertEventKind.RETRACTED;
        long at = STARTED + sequence * Micros.MINUTE;
        return new AlertEvent(
                AlertId.of(key.id(), key.kpi() + "/adaptive", STARTED),
                sequence,
                kind,
                key,
                key.kpi() + "/adaptive",
                STARTED,
                at,
                over ? OptionalLong.of(at) : OptionalLong.empty(),
                severity,
                12.5,
                STARTED,
                6.25,
                -1,
                118,
                new Bounds(260.5, 240.25, 281),
                List.of(EvidenceKind.SPIKE, EvidenceKind.SHIFT),
                "118 signups per minute, 55 % below the 260 expected.",
                7,
                "signups per minute",
                new AlertEvent.Versions(7, 2, 3, 1));
    }

    public static AlertEvent opened(String series) {
        return event(series, 1, AlertEventKind.OPENED, Severity.HIGH);
    }

    public static AlertEvent resolved(String series) {
        return event(series, 2, AlertEventKind.RESOLVED, Severity.HIGH);
    }
}
