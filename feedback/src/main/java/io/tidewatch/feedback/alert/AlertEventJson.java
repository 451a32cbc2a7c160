// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Slug;
import java.time.Instant;

/** One step in an alert's life. */
public record AlertEventJson(
        String id,
        int sequence,
        String kind,
        Instant at,
        String severity,
        double peakEvidence,
        double score,
        double threshold,
        double actual,
        double expected,
        double lower,
        double upper,
        String why,
        AlertJson.VersionsJson versions) {

    public static AlertEventJson of(AlertEvent event) {
        AlertEvent.Versions versions = event.versions();
        return new AlertEventJson(
                event.eventId(),
                event.sequence(),
                Slug.of(event.kind()),
                Micros.toInstant(event.at()),
                Slug.of(event.severity()),
                event.peakEvidence(),
                event.peakScore(),
                event.threshold(),
                event.actual(),
                event.bounds().expected(),
                event.bounds().lower(),
                event.bounds().upper(),
                event.why(),
                new AlertJson.VersionsJson(
                        versions.model(), versions.calibration(), versions.settings(), versions.detectorCode()));
    }
}
