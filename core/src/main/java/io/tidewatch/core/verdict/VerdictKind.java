// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

/** An analyst's label. */
public enum VerdictKind {
    TRUE_ANOMALY,
    FALSE_ALARM,
    /** Explained by an event that is no anomaly. */
    EXPECTED,
    /** The level has changed for good. */
    NEW_NORMAL,
    /** Nothing was raised on a range where something should have been. */
    MISSED_ANOMALY;

    /** Whether points under this verdict stay out of training. */
    public boolean masksTraining() {
        return switch (this) {
            case TRUE_ANOMALY, MISSED_ANOMALY, EXPECTED -> true;
            case FALSE_ALARM, NEW_NORMAL -> false;
        };
    }
}
