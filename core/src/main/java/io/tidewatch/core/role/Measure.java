// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

import java.util.function.DoubleSupplier;

/**
 * A number that a role shows of itself.
 *
 * @param name as OpenMetrics wants it: {@code tidewatch_points_written_total}; a count ends with {@code _total}, others with
 *     their unit where they have one
 * @param help what it is, in a sentence
 * @param value read at any time from any thread, quick, never throws; a count never falls while the process runs
 */
public record Measure(String name, String help, DoubleSupplier value) {
    private static final String NAME = "tidewatch(_[a-z0-9]+)+";

    /** @throws IllegalArgumentException where the name is none of ours */
    public Measure {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a measure is called " + NAME + ", not " + name);
        }
    }

    /** Whether it only grows. */
    public boolean counts() {
        return name.endsWith("_total");
    }
}
