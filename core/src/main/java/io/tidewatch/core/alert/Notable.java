// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

import io.tidewatch.core.series.SeriesKey;
import java.util.Locale;

/**
 * Something beyond all that is remembered of a series. It is for people who look, and pages nobody. Every field derives from
 * event time and inputs only.
 *
 * @param at event time of the point, UTC microseconds since 1970; a series has one at most at a time
 * @param sign 1 for the highest, -1 for the lowest
 * @param margin how far beyond the range so far, as a share of it
 * @param value of the point, in the KPI's unit
 * @param retracted whether late data took it back
 */
public record Notable(
        SeriesKey series,
        long at,
        Stream stream,
        int sign,
        double margin,
        double value,
        String unit,
        boolean retracted) {
    /** Enters the id in a detector's place. */
    private static final String DETECTOR = "notable";
    /** Beyond this many ranges the range was hardly one. */
    private static final double MANY_TIMES = 10;

    /** What was looked at. */
    public enum Stream {
        VALUE("value"),
        AVERAGE("6-point average"),
        VOLATILITY("volatility"),
        RESIDUAL("distance from the usual at this time of day");

        private final String words;

        Stream(String words) {
            this.words = words;
        }

        /** In words, for people. */
        public String words() {
            return words;
        }

        /** The name in payloads and tables. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Notable {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("what is notable lies beyond the range so far, not by " + margin);
        }
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("the sign is 1 or -1, not " + sign);
        }
    }

    /** Unique over all; the same point gives the same. */
    public AlertId id() {
        return AlertId.of(series.id(), DETECTOR, at);
    }

    /** For people: "highest 6-point average remembered, 7 % beyond the range so far". */
    public String sentence() {
        String beyond = margin >= MANY_TIMES
                ? "many times the range so far beyond it"
                : Math.max(1, Math.round(100 * margin)) + " % beyond the range so far";
        return (sign > 0 ? "highest " : "lowest ") + stream.words() + " remembered, " + beyond;
    }

    /** The same, taken back. */
    public Notable takenBack() {
        return new Notable(series, at, stream, sign, margin, value, unit, true);
    }
}
