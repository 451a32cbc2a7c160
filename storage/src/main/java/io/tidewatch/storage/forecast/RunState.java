// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import java.util.Locale;

/** How far a training run is. */
public enum RunState {
    RUNNING,
    /** Its model version exists. */
    DONE,
    /** No series could be trained; the model version before it goes on. */
    FAILED;

    /** As it stands in the database, in logs and in the API. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
