// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named measure and its settings.
 *
 * @param version 1 at creation, one more at each change
 * @param unit what one value counts or measures, in words for people ("signups per 10 min"); may be empty
 * @param zone whose wall clock the seasons follow
 * @param step the spacing of points; learned from the first 60 points where empty
 * @param denominator of a ratio: the KPI whose series with the same labels counts what the ratio is of; a point weighs as much in
 *     training as its denominator
 * @param lateLimit how late a point may come and still be scored, at most 24 hours
 * @param keepScores whether each point's score is kept for charts
 */
public record Kpi(
        String name,
        long version,
        String unit,
        String description,
        String owner,
        ZoneId zone,
        Optional<Duration> step,
        KpiKind kind,
        Optional<String> denominator,
        Direction direction,
        Duration lateLimit,
        boolean keepScores) {
    public static final int MAX_NAME_BYTES = 256;
    public static final Duration MAX_LATE_LIMIT = Duration.ofHours(24);
    public static final Duration DEFAULT_LATE_LIMIT = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:/-]{0,255}");
    private static final Duration MIN_STEP = Duration.ofSeconds(1);
    private static final Duration MAX_STEP = Duration.ofDays(31);

    public Kpi {
        requireName(name);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(description);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(zone);
        step.ifPresent(given -> requireBetween("step", given, MIN_STEP, MAX_STEP));
        denominator.ifPresent(given -> requireDenominator(name, kind, given));
        requireBetween("late limit", lateLimit, Duration.ZERO, MAX_LATE_LIMIT);
    }

    /** Without a denominator. */
    public Kpi(
            String name,
            long version,
            String unit,
            String description,
            String owner,
            ZoneId zone,
            Optional<Duration> step,
            KpiKind kind,
            Direction direction,
            Duration lateLimit,
            boolean keepScores) {
        this(
                name,
                version,
                unit,
                description,
                owner,
                zone,
                step,
                kind,
                Optional.empty(),
                direction,
                lateLimit,
                keepScores);
    }

    /** A gauge in UTC with every default, version 1. */
    public static Kpi named(String name) {
        return new Kpi(
                name,
                1,
                "",
                "",
                "",
                ZoneId.of("UTC"),
                Optional.empty(),
                KpiKind.GAUGE,
                Direction.BOTH,
                DEFAULT_LATE_LIMIT,
                true);
    }

    /** @throws IllegalArgumentException naming the text and what a name may hold */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()
                || name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "a KPI's name starts with a letter or _, holds letters, digits and _ . : / -, " + "and has at most "
                            + MAX_NAME_BYTES + " bytes; \"" + shortened(name) + "\" does not");
        }
    }

    private static void requireDenominator(String name, KpiKind kind, String given) {
        requireName(given);
        if (kind != KpiKind.RATIO) {
            throw new IllegalArgumentException("only a ratio has a denominator: leave \"" + shortened(given)
                    + "\" out, or make the kind ratio instead of "
                    + kind.name().toLowerCase(Locale.ROOT));
        }
        if (given.equals(name)) {
            throw new IllegalArgumentException("the denominator of " + shortened(name)
                    + " must be another KPI, not itself: the one that counts what the ratio is of");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static void requireBetween(String what, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + given);
        }
    }
}
