// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.time.Duration;

/** Checks that detectors share; what is refused is named with its limit. */
final class Limits {
    private Limits() {}

    static void head(String id, String kpi, long version) {
        if (!id.startsWith(kpi + "/")) {
            throw new IllegalArgumentException(
                    "the id of a detector of " + kpi + " must begin with \"" + kpi + "/\", not be \"" + id + "\"");
        }
        DetectorName.require(id.substring(kpi.length() + 1));
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1, not " + version);
        }
    }

    static void between(String what, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + given);
        }
    }

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a finite number, not " + value);
        }
        return value;
    }
}
