// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

/** What the points of a window come to. */
public enum WindowFunction {
    MEAN,
    SUM,
    /** 0 is the least value, 1 the greatest; linear between two points. */
    QUANTILE,
    /** The change from the window's first point to its last, a minute. */
    RATE
}
