// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.time.Micros;
import java.time.Instant;

/** Times as constants in a statement, so that the planner leaves out the chunks that can't match. */
final class SqlTime {
    /** Years of four digits, which both sides write alike; no point is outside. */
    private static final long LEAST = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));

    private static final long MOST = Micros.of(Instant.parse("9999-12-31T00:00:00Z"));

    private SqlTime() {}

    static String literal(long micros) {
        return "timestamptz '" + Micros.toInstant(Math.clamp(micros, LEAST, MOST)) + "'";
    }
}
