// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

/** What a caller may be: people have one of the first three (a higher one holds the lower), API keys have scopes. */
public final class Access {
    public static final String VIEWER = "viewer";
    public static final String ANALYST = "analyst";
    public static final String ADMIN = "admin";
    /** Scope: send points. */
    public static final String INGEST = "ingest";
    /** Scope: read what a viewer sees. */
    public static final String READ = "read";

    private Access() {}
}
