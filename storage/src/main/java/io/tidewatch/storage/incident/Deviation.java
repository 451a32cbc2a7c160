// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.incident;

import io.tidewatch.core.series.SeriesKey;

/**
 * What came and what was expected of one series over a stretch.
 *
 * @param points that were scored
 * @param actual the sum of their values
 * @param expected the sum of what was expected of them
 */
public record Deviation(SeriesKey series, long points, double actual, double expected) {}
