// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.receipt;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What an alert came from.
 *
 * @param told the newest event that bears a receipt; else the newest of all
 * @param check what comes out when the receipt is worked through again
 * @param model the version that was in force then, if it is still known
 * @param calendar events that concern the series and touch the episode
 * @param verdicts every row, oldest first
 */
public record Explanation(
        Alert alert,
        AlertEvent told,
        Check check,
        Optional<ModelVersion> model,
        List<CalendarEvent> calendar,
        List<Verdict> verdicts) {
    public Explanation {
        calendar = List.copyOf(calendar);
        verdicts = List.copyOf(verdicts);
    }

    /** Whether the stated evidence follows from the receipt. */
    public sealed interface Check {
        record Agrees(double evidence) implements Check {}

        record Differs(double evidence) implements Check {}

        /** The constants are not those of this release. */
        record OtherConstants(String theirs, String ours) implements Check {}

        /** What its detector says needs none: the sentence tells it all. */
        record NoReceipt() implements Check {}
    }
}
