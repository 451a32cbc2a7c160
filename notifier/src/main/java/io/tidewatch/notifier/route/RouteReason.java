// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import java.util.Locale;

/** Why a subscription is told, or not; the same word in logs, answers and tests. */
public enum RouteReason {
    WANTED,
    KIND_NOT_WANTED,
    KPI_NOT_WANTED,
    LABELS_NOT_WANTED,
    SEVERITY_NOT_WANTED,
    NO_WORD_IN_FORMAT,
    SILENCED,
    /** It never heard of the alert, because that was silenced. */
    BEGINNING_WAS_SILENCED;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
