// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.point;

/** Whether points are scored on arrival. */
public enum Origin {
    LIVE,
    /** Stored, never scored. */
    BACKFILL
}
