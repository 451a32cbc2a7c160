// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.subscription.EventKind;
import java.util.List;
import java.util.Optional;

/** An incident's events, told by what deviates most in it. */
final class IncidentNotification {
    private IncidentNotification() {}

    static Notification of(String id, EventKind kind, long at, IncidentReport incident) {
        IncidentReport.Member worst = incident.members().getFirst();
        AlertEvent asAlert = new AlertEvent(
                worst.alert(),
                1,
                kind == EventKind.INCIDENT_OPENED ? AlertEventKind.OPENED : AlertEventKind.RESOLVED,
                worst.series(),
                "incident",
                incident.started(),
                at,
                incident.resolved(),
                incident.severity(),
                evidence(worst.score()),
                incident.started(),
                1,
                worst.sign(),
                worst.actual(),
                worst.bounds(),
                List.of(),
                incident.title(),
                incident.alerts(),
                worst.unit(),
                new AlertEvent.Versions(0, 0, 0, 0));
        return new Notification(
                id,
                kind,
                at,
                worst.series().id().value(),
                asAlert,
                Optional.empty(),
                Optional.of(incident),
                Optional.empty());
    }

    /** The score's other form: score = evidence / (evidence + 4). */
    private static double evidence(double score) {
        return score >= 1 ? Double.MAX_VALUE : 4 * score / (1 - score);
    }
}
