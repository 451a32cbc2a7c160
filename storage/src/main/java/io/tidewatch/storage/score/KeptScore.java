// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.score;

import io.tidewatch.core.alert.Bounds;

/**
 * Bounds as they were served, for one stretch of a chart.
 *
 * @param at where the stretch begins, UTC microseconds since 1970
 * @param bounds mean of what was expected; the lowest lower and the highest upper bound, so that no point of the stretch that
 *     lay within its bounds lies outside these
 * @param score the highest
 */
public record KeptScore(long at, Bounds bounds, double score) {}
