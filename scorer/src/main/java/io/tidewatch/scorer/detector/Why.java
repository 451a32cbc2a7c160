// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.time.Micros;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** The sentence on an alert, with its numbers: what was seen, what was expected, how rare it is, how long it has lasted. */
final class Why {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Why() {}

    /**
     * @param kind what spoke loudest
     * @param daysUnequalled for how many days no value was as extreme
     * @param run equal values in a row
     * @param lasted microseconds since the episode started
     */
    static String sentence(
            EvidenceKind kind,
            double actual,
            String unit,
            long at,
            ZoneId zone,
            Bounds bounds,
            int sign,
            int daysUnequalled,
            int run,
            long lasted,
            boolean ended) {
        ZonedDateTime local = Micros.toInstant(at).atZone(zone);
        StringBuilder text = new StringBuilder(Numbers.text(actual));
        if (!unit.isEmpty()) {
            text.append(' ').append(unit);
        }
        text.append(" at ").append(CLOCK.format(local));
        if (Double.isFinite(bounds.lower())) {
            text.append(", expected ")
                    .append(Numbers.text(bounds.lower()))
                    .append(" to ")
                    .append(Numbers.text(bounds.upper()))
                    .append(" on a ")
                    .append(local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
        switch (kind) {
            case FLAT_LINE -> text.append("; the same value ").append(run).append(" times in a row");
            case CONTEXT -> text.append("; the average has drifted further than in weeks");
            case SHIFT -> text.append("; a small change that stays");
            case NEW_EXTREME -> text.append("; beyond anything remembered");
            case SPIKE, THRESHOLD, NO_DATA, COMPOSITE, EVENT_COUNT -> {
                // The numbers say it; rules have sentences of their own.
            }
        }
        if (daysUnequalled >= 1) {
            text.append(sign > 0 ? "; the highest in " : "; the lowest in ")
                    .append(daysUnequalled == 1 ? "a day" : daysUnequalled + " days");
        }
        long minutes = lasted / Micros.MINUTE;
        if (minutes > 0) {
            text.append("; ").append(duration(minutes)).append(ended ? " in all" : " so far");
        }
        return text.toString();
    }

    private static String duration(long minutes) {
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
