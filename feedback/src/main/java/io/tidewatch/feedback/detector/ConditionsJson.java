// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Severities;
import io.tidewatch.feedback.desk.Slug;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * See {@link Conditions}; what is left out has no effect.
 *
 * @param direction both, up or down; the KPI's own where left out
 * @param minDuration ISO-8601
 * @param severity low, medium or high whatever the evidence; where left out the evidence decides
 * @param mediumFrom least evidence of a medium alert, as a multiple of the threshold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionsJson(
        @Nullable String direction,
        @Nullable Double minAbsoluteDeviation,
        @Nullable Double minRelativeDeviation,
        @Nullable String minDuration,
        @Nullable Integer m,
        @Nullable Integer n,
        @Nullable String severity,
        @Nullable Double mediumFrom,
        @Nullable Double highFrom,
        @Nullable Boolean quietOnEvents) {

    static ConditionsJson of(Conditions conditions) {
        Severities severities = conditions.severities();
        return new ConditionsJson(
                conditions.direction().map(Slug::of).orElse(null),
                conditions.minAbsoluteDeviation(),
                conditions.minRelativeDeviation(),
                conditions.minDuration().toString(),
                conditions.m(),
                conditions.n(),
                severities.always().map(Slug::of).orElse(null),
                severities.mediumFrom(),
                severities.highFrom(),
                conditions.quietOnEvents());
    }

    /** @throws RuntimeException naming the field, the value and what it may be */
    Conditions conditions() {
        Conditions none = Conditions.NONE;
        return new Conditions(
                direction == null ? Optional.empty() : Optional.of(Slug.read(Direction.class, "direction", direction)),
                minAbsoluteDeviation == null ? 0 : minAbsoluteDeviation,
                minRelativeDeviation == null ? 0 : minRelativeDeviation,
                minDuration == null ? none.minDuration() : Spans.read("minDuration", minDuration),
                m == null ? 1 : m,
                n == null ? m == null ? 1 : m : n,
                new Severities(
                        severity == null
                                ? Optional.empty()
                                : Optional.of(Slug.read(Severity.class, "severity", severity)),
                        mediumFrom == null ? Severities.USUAL.mediumFrom() : mediumFrom,
                        highFrom == null ? Severities.USUAL.highFrom() : highFrom),
                quietOnEvents != null && quietOnEvents);
    }
}
