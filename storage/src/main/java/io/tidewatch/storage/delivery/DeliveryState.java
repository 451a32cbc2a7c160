// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.util.Locale;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Due at its next try. */
    WAITING,
    /** An earlier one for the same alert is not done. */
    QUEUED,
    /** The receiver said 2xx. */
    DELIVERED,
    /** Every try of the schedule failed. */
    EXHAUSTED,
    /** Others join it until its group's window ends. */
    GATHERING,
    /** Another delivery carried it, together with others. */
    GROUPED,
    /** Held back on purpose; kept so that one can see it. */
    SILENCED;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
