// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.verdict.Verdict;

/** What became of one of many. */
public sealed interface Outcome {
    /** It is in force. */
    record Done(Verdict verdict) implements Outcome {}

    /** Nothing was stored for this one; the others went on. */
    record Refused(TidewatchException why) implements Outcome {}
}
