// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

/**
 * From one event time up to, and not including, another; UTC microseconds since 1970.
 */
public record TimeRange(long from, long to) {
    public TimeRange {
        if (to < from) {
            throw new IllegalArgumentException("a range may not end at " + to + ", before it starts at " + from);
        }
    }

    public boolean contains(long micros) {
        return micros >= from && micros < to;
    }
}
