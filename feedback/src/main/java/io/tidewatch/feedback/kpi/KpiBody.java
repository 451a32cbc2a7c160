// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.feedback.desk.Slug;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A KPI as callers send it. What is left out stays as it is, or gets its default in a new one.
 *
 * @param name of a new one; when one is changed, the address names it
 * @param version of a change: the version that it was made on
 * @param denominator of a ratio: the KPI that counts what the ratio is of, such as visits of a conversion; empty text for none
 * @param step ISO-8601 duration; empty text where it is to be learned
 */
public record KpiBody(
        @Nullable String name,
        @Nullable Long version,
        @Nullable String unit,
        @Nullable String description,
        @Nullable String owner,
        @Nullable String zone,
        @Nullable String step,
        @Nullable String kind,
        @Nullable String denominator,
        @Nullable String direction,
        @Nullable String lateLimit,
        @Nullable Boolean keepScores,
        @Nullable DetectorBody detector) {

    /** As {@link KpiJson.DetectorJson}. */
    public record DetectorBody(
            @Nullable Boolean enabled,
            @Nullable Double budget,
            @Nullable Double minAbsoluteDeviation,
            @Nullable Double minRelativeDeviation) {}

    private static final DetectorBody UNCHANGED = new DetectorBody(null, null, null, null);

    /** @throws TidewatchException INVALID_VALUE naming the field, the value and what it may be */
    KpiDraft on(KpiDraft old) {
        DetectorBody watched = detector == null ? UNCHANGED : detector;
        return new KpiDraft(
                or(unit, old.unit()),
                or(description, old.description()),
                or(owner, old.owner()),
                zone == null ? old.zone() : zone(zone),
                step == null ? old.step() : step(step),
                kind == null ? old.kind() : Slug.read(KpiKind.class, "kind", kind),
                denominator == null
                        ? old.denominator()
                        : Optional.of(denominator.strip()).filter(text -> !text.isEmpty()),
                direction == null ? old.direction() : Slug.read(Direction.class, "direction", direction),
                lateLimit == null ? old.lateLimit() : duration("lateLimit", lateLimit),
                or(keepScores, old.keepScores()),
                or(watched.enabled(), old.watched()),
                or(watched.budget(), old.budget()),
                or(watched.minAbsoluteDeviation(), old.minAbsoluteDeviation()),
                or(watched.minRelativeDeviation(), old.minRelativeDeviation()));
    }

    private static ZoneId zone(String text) {
        return parsed("zone", text, ZoneId::of, "Write a name of the IANA list, such as Europe/Berlin");
    }

    private static Optional<Duration> step(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(duration("step", text));
    }

    private static Duration duration(String field, String text) {
        return parsed(field, text, Duration::parse, "Write it as PT5M for five minutes");
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser, String remedy) {
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException | ArithmeticException e) {
            String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, field + " \"" + shown + "\" can't be read. " + remedy + ".", e);
        }
    }

    private static <T> T or(@Nullable T given, T old) {
        return given == null ? old : given;
    }
}
