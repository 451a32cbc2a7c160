// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.triage;

import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.storage.alert.Alert;

/** An alert with its chance of being true. */
public record TriagedAlert(Alert alert, TriageScore score) {}
