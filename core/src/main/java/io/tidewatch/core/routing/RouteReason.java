// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import java.util.Locale;

/** Why a subscription is told, or not; the same word in logs, answers and tests. */
public enum RouteReason {
    WANTED,
    /** Wanted, and sent with what happens at about the same time. */
    GROUPED,
    KIND_NOT_WANTED,
    KPI_NOT_WANTED,
    LABELS_NOT_WANTED,
    SEVERITY_NOT_WANTED,
    NO_WORD_IN_FORMAT,
    /** It happened long before the notifier was first started. */
    BEFORE_FIRST_START,
    SILENCED,
    /** Another open alert explains it. */
    INHIBITED,
    QUIET_HOURS,
    /** Somebody may still acknowledge it in time. */
    NOT_YET_ESCALATED,
    /** Somebody did. */
    ACKNOWLEDGED_IN_TIME,
    /** It never heard of the alert, because the beginning was held back. */
    BEGINNING_WAS_HELD;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
