// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.incident.Incident;
import java.util.List;

/** Incidents as others are told of them. */
final class Reports {
    private Reports() {}

    /** @param alerts the most deviating first */
    static IncidentReport of(Incident incident, List<Alert> alerts) {
        return new IncidentReport(
                incident.id(),
                incident.title(),
                incident.severity(),
                incident.started(),
                incident.resolved(),
                alerts.size(),
                incident.shared(),
                alerts.stream()
                        .limit(IncidentReport.MAX_MEMBERS)
                        .map(Reports::member)
                        .toList());
    }

    private static IncidentReport.Member member(Alert alert) {
        AlertEvent last = alert.last();
        return new IncidentReport.Member(
                alert.id(),
                alert.series(),
                last.severity(),
                last.peakScore(),
                last.sign(),
                last.actual(),
                last.bounds(),
                last.unit());
    }
}
