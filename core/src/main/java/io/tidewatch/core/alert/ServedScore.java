// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/**
 * What the scorer said about one point when it came.
 *
 * @param at the point's time, UTC microseconds since 1970
 * @param value in the KPI's unit
 * @param score in [0, 1], see {@link Score}
 * @param modelVersion 0 where no forecast was in force
 */
public record ServedScore(
        long at, double value, Bounds bounds, double score, Provenance provenance, long modelVersion) {}
