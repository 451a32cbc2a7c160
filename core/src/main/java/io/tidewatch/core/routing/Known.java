// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import java.time.Instant;
import java.util.Optional;

/**
 * What a subscription knows of an alert.
 *
 * @param told how much it heard
 * @param since when the first event of the alert came in for it; empty where this is the first
 * @param acknowledged whether somebody took the alert
 */
public record Known(Told told, Optional<Instant> since, boolean acknowledged) {
    public static final Known NOTHING = new Known(Told.NOTHING, Optional.empty(), false);

    /** How much. */
    public enum Told {
        NOTHING,
        /** Only what was held back. */
        HELD,
        SOMETHING
    }
}
