// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.notifier.event.Notification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How much of an event's texts is kept, from all to what fits in any case. */
enum Shortening {
    NONE(Integer.MAX_VALUE, true),
    LONG_TEXTS(200, true),
    ALL_TEXTS(40, true),
    LABELS_TOO(200, false);

    private final int most;
    private final boolean labels;

    Shortening(int most, boolean labels) {
        this.most = most;
        this.labels = labels;
    }

    Notification of(Notification notification) {
        if (this == NONE) {
            return notification;
        }
        AlertEvent alert = notification.alert();
        Notification shorter = notification.withAlert(new AlertEvent(
                alert.alertId(),
                alert.sequence(),
                alert.kind(),
                new SeriesKey(alert.series().kpi(), labels(alert.series().labels())),
                alert.detectorId(),
                alert.started(),
                alert.at(),
                alert.resolved(),
                alert.severity(),
                alert.peakEvidence(),
                alert.peakAt(),
                alert.threshold(),
                alert.sign(),
                alert.actual(),
                alert.bounds(),
                alert.evidence(),
                // A sentence may name the labels as well.
                cut(alert.why(), 200),
                alert.points(),
                cut(alert.unit(), most),
                alert.versions()));
        Optional<Notification.DeskAct> act = notification
                .act()
                .map(given -> new Notification.DeskAct(given.actor(), given.verdict(), cut(given.comment(), 200)));
        return new Notification(
                shorter.id(),
                shorter.kind(),
                shorter.at(),
                shorter.seriesId(),
                shorter.alert(),
                act,
                shorter.incident().map(this::shorter),
                shorter.notable());
    }

    /** Twenty series with long labels don't fit; the worst are kept. */
    private IncidentReport shorter(IncidentReport incident) {
        return new IncidentReport(
                incident.id(),
                cut(incident.title(), 200),
                incident.severity(),
                incident.started(),
                incident.resolved(),
                incident.alerts(),
                labels(incident.shared()),
                incident.members().stream()
                        .limit(labels ? 10 : 3)
                        .map(member -> new IncidentReport.Member(
                                member.alert(),
                                new SeriesKey(
                                        member.series().kpi(),
                                        labels(member.series().labels())),
                                member.severity(),
                                member.score(),
                                member.sign(),
                                member.actual(),
                                member.bounds(),
                                cut(member.unit(), most)))
                        .toList());
    }

    private Labels labels(Labels all) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (labels) {
            all.values().forEach((name, value) -> kept.put(name, cut(value, most)));
        }
        return new Labels(kept);
    }

    /** Never between the halves of one character. */
    private static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
