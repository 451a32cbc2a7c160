// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stands.
 *
 * @param opened event time at which it first became known
 * @param started when the episode began; late data may change it
 * @param resolved null while it goes on
 * @param score of the peak, 0 to 1
 * @param threshold evidence that it took
 * @param evidence what spoke, strongest first
 * @param verdict in force; null without
 * @param lastVerdict the newest row of its verdicts, in force or withdrawing: what the next one {@code replaces}; null without
 */
public record AlertJson(
        String id,
        SeriesJson series,
        String status,
        String severity,
        Instant opened,
        Instant started,
        @Nullable Instant resolved,
        Instant latest,
        Instant peakAt,
        double peakEvidence,
        double score,
        double threshold,
        int sign,
        double actual,
        double expected,
        double lower,
        double upper,
        String unit,
        List<String> evidence,
        String why,
        int points,
        int sequence,
        String detector,
        VersionsJson versions,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String assignee,
        @Nullable String verdict,
        @Nullable String lastVerdict) {

    /** A series: id as a string, since 64 bits don't survive JavaScript. */
    public record SeriesJson(String id, String kpi, Map<String, String> labels) {
        public static SeriesJson of(SeriesKey key) {
            return new SeriesJson(key.id().toString(), key.kpi(), key.labels().values());
        }
    }

    /** Which model, calibration, settings and detector code were in force; 0 where none. */
    public record VersionsJson(long model, long calibration, long settings, int detectorCode) {}

    public static AlertJson of(Alert alert) {
        AlertEvent last = alert.last();
        AlertEvent.Versions versions = last.versions();
        return new AlertJson(
                alert.id().value(),
                SeriesJson.of(alert.series()),
                Slug.of(alert.status()),
                Slug.of(last.severity()),
                Micros.toInstant(alert.opened()),
                Micros.toInstant(last.started()),
                instant(last.resolved()),
                Micros.toInstant(last.at()),
                Micros.toInstant(last.peakAt()),
                last.peakEvidence(),
                last.peakScore(),
                last.threshold(),
                last.sign(),
                last.actual(),
                last.bounds().expected(),
                last.bounds().lower(),
                last.bounds().upper(),
                last.unit(),
                last.evidence().stream().map(Slug::of).toList(),
                last.why(),
                last.points(),
                last.sequence(),
                last.detectorId(),
                new VersionsJson(
                        versions.model(), versions.calibration(), versions.settings(), versions.detectorCode()),
                alert.acknowledged().map(Alert.Acknowledgement::by).orElse(null),
                alert.acknowledged().map(Alert.Acknowledgement::at).orElse(null),
                alert.assignee().orElse(null),
                alert.verdict().map(Slug::of).orElse(null),
                alert.verdictHead().isPresent()
                        ? Long.toString(alert.verdictHead().getAsLong())
                        : null);
    }

    private static @Nullable Instant instant(OptionalLong micros) {
        return micros.isPresent() ? Micros.toInstant(micros.getAsLong()) : null;
    }
}
