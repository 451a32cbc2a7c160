// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.request;

import java.util.Locale;

/** How far a request has come. */
public enum RequestState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
