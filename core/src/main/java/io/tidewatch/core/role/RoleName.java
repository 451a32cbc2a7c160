// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

import java.util.Locale;

/** What a process can be; by default it is all of them. */
public enum RoleName {
    INGEST,
    FORECASTER,
    SCORER,
    FEEDBACK,
    NOTIFIER,
    REPLAY;

    /** As it is written in settings and logs. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
