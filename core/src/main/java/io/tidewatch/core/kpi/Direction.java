// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

/** The side that hurts: deviations to the other side raise no alert. */
public enum Direction {
    BOTH,
    UP,
    DOWN;

    /** @param sign 1 above the expected value, -1 below */
    public boolean hurts(int sign) {
        return switch (this) {
            case BOTH -> true;
            case UP -> sign > 0;
            case DOWN -> sign < 0;
        };
    }
}
