// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

/**
 * The points of one stretch of time, so drawn that no spike disappears.
 *
 * @param fromMicros where it begins, UTC microseconds since 1970
 * @param widthMicros how long it is; 0 where it is a single point at its own time
 * @param count of its points, at least 1
 */
public record Bucket(long fromMicros, long widthMicros, long count, double mean, double least, double most) {}
