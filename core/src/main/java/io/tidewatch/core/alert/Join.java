// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.series.SeriesKey;

/** What a detector said, sent to a composite that waits for it. */
public record Join(SeriesKey series, AlertEvent alert) {}
