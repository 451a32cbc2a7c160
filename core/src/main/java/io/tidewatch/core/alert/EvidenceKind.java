// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** What speaks for an anomaly. */
public enum EvidenceKind {
    /** Single points far from what was expected. */
    SPIKE,
    /** The same value for longer than the series is used to. */
    FLAT_LINE,
    /** A smoothed residual beyond its own record. */
    CONTEXT,
    /** A small change that stays. */
    SHIFT,
    /** Beyond anything remembered. */
    NEW_EXTREME,
    /** A window beyond a limit that somebody chose. */
    THRESHOLD,
    /** Silence for longer than is usual. */
    NO_DATA,
    /** Alerts of several detectors together. */
    COMPOSITE,
    /** Too many events of one key in a session. */
    EVENT_COUNT
}
