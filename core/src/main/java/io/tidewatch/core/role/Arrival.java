// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

/** When a request came in, kept with it while it waits for a thread that serves it. */
public final class Arrival {
    /** The attribute of the request: a {@code Long} of {@link System#nanoTime}. */
    public static final String KEY = "tidewatch.arrival";

    private Arrival() {}
}
