// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.verdict.Verdict;
import java.util.List;

/**
 * One alert with all that is known about it.
 *
 * @param events in order of sequence
 * @param verdicts all rows, oldest first
 */
public record AlertDetail(Alert alert, List<AlertEvent> events, List<Verdict> verdicts) {}
