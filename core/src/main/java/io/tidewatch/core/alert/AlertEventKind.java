// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** What happened to an alert. */
public enum AlertEventKind {
    OPENED,
    /** The severity rose. */
    ESCALATED,
    /** Late data changed it. */
    AMENDED,
    /** Late data took it back. */
    RETRACTED,
    RESOLVED
}
