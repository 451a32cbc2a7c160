// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.series;

import io.tidewatch.core.series.SeriesKey;

/** What became of a series that was to be registered. */
public sealed interface Registration {
    /** It stands in the table. */
    enum Known implements Registration {
        BEFORE,
        NEW
    }

    /** Another key has the same id; the one that came first keeps it. */
    record Collides(SeriesKey holder) implements Registration {}

    /** So many were new lately that this one must wait. */
    enum OverLimit implements Registration {
        INSTANCE
    }
}
