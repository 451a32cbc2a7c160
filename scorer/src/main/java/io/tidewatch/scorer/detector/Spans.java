// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.time.Duration;

/** Durations in words. */
final class Spans {
    private Spans() {}

    /** In the two greatest units that say something: 45 s, 5 min, 1 h 30 min, 2 days. */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 120) {
            return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 120) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return hours % 24 == 0 ? hours / 24 + " days" : hours / 24 + " days " + hours % 24 + " h";
    }
}
