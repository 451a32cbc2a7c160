// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.tidewatch.core.series.SeriesKey;

/** One thing that a value becomes. */
public sealed interface Target {
    /** A point of a series, at its own time. */
    record Point(SeriesKey key) implements Target {}
}
