// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import java.util.Locale;

/** Why a KPI is trained. */
public enum RunCause {
    NIGHTLY,
    /** Somebody asked for it. */
    REQUESTED,
    /** The KPI has history and no model yet. */
    FIRST,
    /** Somebody let an older version serve again; nothing was trained. */
    RESTORED;

    /** As it stands in the database, in logs and in the API. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunCause ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
