// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.series.SeriesKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step in the life of an alert. Every field derives from event time and inputs only, so a replay gives the same bytes.
 * Times are UTC microseconds since 1970.
 *
 * @param sequence from 1, without gaps, within the alert
 * @param started when the episode began
 * @param at the event time at which this became known
 * @param resolved when the episode ended; empty while open
 * @param peakEvidence the highest evidence so far
 * @param peakAt when that was
 * @param threshold what the evidence was compared with
 * @param sign 1 above the expected value, -1 below
 * @param actual the value at the peak, in the KPI's unit
 * @param evidence what spoke, strongest first
 * @param why a sentence for people
 * @param points points in the episode so far
 * @param versions which inputs were in force
 * @param receipt what the peak's evidence came from; on what the adaptive detector opens and escalates
 */
public record AlertEvent(
        AlertId alertId,
        int sequence,
        AlertEventKind kind,
        SeriesKey series,
        String detectorId,
        long started,
        long at,
        OptionalLong resolved,
        Severity severity,
        double peakEvidence,
        long peakAt,
        double threshold,
        int sign,
        double actual,
        Bounds bounds,
        List<EvidenceKind> evidence,
        String why,
        int points,
        String unit,
        Versions versions,
        Optional<Receipt> receipt) {
    public AlertEvent {
        if (sequence < 1) {
            throw new IllegalArgumentException("an alert's events count from 1, not " + sequence);
        }
        evidence = List.copyOf(evidence);
    }

    /** Without a receipt. */
    public AlertEvent(
            AlertId alertId,
            int sequence,
            AlertEventKind kind,
            SeriesKey series,
            String detectorId,
            long started,
            long at,
            OptionalLong resolved,
            Severity severity,
            double peakEvidence,
            long peakAt,
            double threshold,
            int sign,
            double actual,
            Bounds bounds,
            List<EvidenceKind> evidence,
            String why,
            int points,
            String unit,
            Versions versions) {
        this(
                alertId,
                sequence,
                kind,
                series,
                detectorId,
                started,
                at,
                resolved,
                severity,
                peakEvidence,
                peakAt,
                threshold,
                sign,
                actual,
                bounds,
                evidence,
                why,
                points,
                unit,
                versions,
                Optional.empty());
    }

    /** The same with a receipt. */
    public AlertEvent with(Optional<Receipt> given) {
        return new AlertEvent(
                alertId,
                sequence,
                kind,
                series,
                detectorId,
                started,
                at,
                resolved,
                severity,
                peakEvidence,
                peakAt,
                threshold,
                sign,
                actual,
                bounds,
                evidence,
                why,
                points,
                unit,
                versions,
                given);
    }

    /** Unique over all alerts; stores and receivers drop what they have seen. */
    public String eventId() {
        return alertId + "-" + sequence;
    }

    public double peakScore() {
        return Score.of(peakEvidence);
    }

    /** The model's, calibration's and settings' versions in force, 0 where none; and the detector code's. */
    public record Versions(long model, long calibration, long settings, int detectorCode) {}
}
