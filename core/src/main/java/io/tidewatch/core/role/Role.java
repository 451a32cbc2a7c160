// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

import java.util.List;

/**
 * A part of Tidewatch that a process runs. Roles meet only through topics and tables, also in one process, so starting and
 * stopping one never touches another.
 */
public interface Role {
    RoleName name();

    /**
     * Starts threads and consumers; returns once they run.
     *
     * @throws RuntimeException with what is wrong; a half-started role cleans up after itself
     */
    void start();

    /** Stops what {@link #start} started; harmless when called twice or before it. */
    void stop();

    /** The same list at any time, also before the start. */
    default List<Measure> measures() {
        return List.of();
    }

    /** Whether it works; an empty text, or what is wrong in a sentence. */
    default String trouble() {
        return "";
    }
}
