// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Micros;

/** The unit of a request's timestamps. */
enum Precision {
    NANOSECONDS(0),
    MICROSECONDS(1),
    MILLISECONDS(1_000),
    SECONDS(Micros.SECOND),
    MINUTES(Micros.MINUTE),
    HOURS(Micros.HOUR);

    private final long micros;

    Precision(long micros) {
        this.micros = micros;
    }

    /** @param text as either version of the protocol writes it; empty for nanoseconds */
    static Precision of(String text) {
        return switch (text) {
            case "", "ns", "n" -> NANOSECONDS;
            case "us", "u", "µ" -> MICROSECONDS;
            case "ms" -> MILLISECONDS;
            case "s" -> SECONDS;
            case "m" -> MINUTES;
            case "h" -> HOURS;
            default ->
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "precision must be ns, us, ms or s (in /write also n, u, m and h), not \"" + text + "\"");
        };
    }

    /** @throws ArithmeticException where the time is beyond what 64 bits of microseconds hold */
    long micros(long time) {
        return micros == 0 ? Math.floorDiv(time, 1_000L) : Math.multiplyExact(time, micros);
    }
}
