// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** Where the expected value of a score came from. */
public enum Provenance {
    /** A forecast in force. */
    MODEL,
    /** The running level alone: no forecast, or a stale one. */
    LEVEL,
    /** Too few points so far; not scored. */
    WARM_UP
}
