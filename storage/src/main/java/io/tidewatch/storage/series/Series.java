// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.series;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import java.time.Instant;

/** A series that has been registered. */
public record Series(SeriesId id, SeriesKey key, Instant registeredAt) {}
