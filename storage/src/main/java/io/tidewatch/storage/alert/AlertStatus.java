// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import java.util.Locale;

/** Where an alert stands. */
public enum AlertStatus {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED,
    /** Late data took it back. */
    RETRACTED;

    /** As it is written in the table, in the API and in addresses. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
