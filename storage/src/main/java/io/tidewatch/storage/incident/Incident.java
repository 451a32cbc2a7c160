// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import java.util.OptionalLong;

/**
 * Alerts that belong together.
 *
 * @param id of the alert that founded it
 * @param title a sentence for people
 * @param severity the worst of its alerts'
 * @param started when its first alert began, UTC microseconds since 1970
 * @param resolved when its last alert ended; empty while any goes on
 * @param alerts how many it holds
 * @param shared labels that all of its series have
 */
public record Incident(
        AlertId id, String title, Severity severity, long started, OptionalLong resolved, int alerts, Labels shared) {}
