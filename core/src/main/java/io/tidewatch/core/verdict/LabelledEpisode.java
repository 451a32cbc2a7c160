// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

/**
 * What the fit learns from: one alert with the verdict in force on it. All is taken from the alert's last event, so that the desk
 * and a replay feed the same numbers.
 *
 * @param verdictId the verdict's id; in a replay, any number that is unique within the series
 * @param kind the verdict; only TRUE_ANOMALY and FALSE_ALARM shape the coefficients
 * @param range from the alert's {@code started} up to its {@code resolved} (for one still open: up to its last event's {@code at});
 *     for MISSED_ANOMALY the range that was marked
 * @param peakEvidence the alert's {@code peakEvidence}, uncalibrated; ignored for MISSED_ANOMALY
 * @param threshold the alert's {@code threshold}; ignored for MISSED_ANOMALY
 * @param sign the alert's {@code sign}
 */
public record LabelledEpisode(
        long verdictId, VerdictKind kind, TimeRange range, double peakEvidence, double threshold, int sign) {}
