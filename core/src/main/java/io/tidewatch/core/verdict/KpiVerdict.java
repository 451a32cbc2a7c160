// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.series.SeriesId;

/**
 * A verdict in force on one of a KPI's series.
 *
 * @param givenFrom where the range began that the verdict was given on, UTC microseconds since 1970; of {@code NEW_NORMAL}, where
 *     the new normal begins
 */
public record KpiVerdict(SeriesId series, LabelledEpisode episode, long givenFrom) {}
