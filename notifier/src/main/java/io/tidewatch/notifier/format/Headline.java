// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.notifier.event.Notification;
import java.util.Locale;
import java.util.Optional;

/** Words for people, the same in Slack and in e-mail. */
final class Headline {
    private Headline() {}

    static String of(Notification notification) {
        return switch (notification.kind()) {
            case ALERT_OPENED -> "Alert";
            case ALERT_ESCALATED -> "Now worse";
            case ALERT_ACKNOWLEDGED -> "Acknowledged";
            case ALERT_AMENDED -> "Amended by late data";
            case ALERT_RETRACTED -> "Taken back by late data";
            case ALERT_RESOLVED -> "Resolved";
            case ALERT_REPEATED -> "Still open";
            case INCIDENT_OPENED -> "Incident";
            case INCIDENT_RESOLVED -> "Incident over";
            case NOTABLE_SEEN -> "Notable";
            case VERDICT_GIVEN ->
                "Verdict "
                        + notification
                                .act()
                                .flatMap(Notification.DeskAct::verdict)
                                .orElse("taken back")
                                .replace('_', ' ');
            case TEST -> "Test";
        };
    }

    static String expected(AlertEvent alert) {
        return value(alert.bounds().expected(), alert.unit()) + " ("
                + value(alert.bounds().lower(), "") + " to "
                + value(alert.bounds().upper(), "") + ")";
    }

    /** What it was computed with, so that it can be computed again; empty for an incident, which holds several. */
    static Optional<String> receipt(Notification notification) {
        if (notification.incident().isPresent() || notification.notable().isPresent()) {
            return Optional.empty();
        }
        AlertEvent alert = notification.alert();
        AlertEvent.Versions used = alert.versions();
        String versions = "model %d, calibration %d, settings %d, detector code %d"
                .formatted(used.model(), used.calibration(), used.settings(), used.detectorCode());
        return Optional.of(alert.receipt()
                .filter(receipt -> receipt.trainedTo() > 0)
                .map(receipt -> versions + ", trained to " + AlertJson.time(receipt.trainedTo()))
                .orElse(versions));
    }

    static String value(double value, String unit) {
        String number = Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "unknown";
        if (number.indexOf('.') >= 0 && number.indexOf('e') < 0) {
            number = number.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
