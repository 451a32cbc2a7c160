// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.feedback.desk.Slug;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A detector, as it is sent and as it is given back: what one instance gives, another takes. Of the parts named after the kinds
 * one stands, that of {@link #kind}. Durations are ISO-8601.
 *
 * @param id the KPI's name, a slash, {@link #name}; given back only
 * @param version hand it back with a change
 * @param kind adaptive, threshold, no_data, composite or event_count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DetectorJson(
        @Nullable String id,
        @Nullable String kpi,
        @Nullable String name,
        @Nullable Long version,
        @Nullable Boolean enabled,
        @Nullable String kind,
        @Nullable AdaptiveJson adaptive,
        @Nullable ThresholdJson threshold,
        @Nullable NoDataJson noData,
        @Nullable CompositeJson composite,
        @Nullable EventCountJson eventCount,
        @Nullable ConditionsJson conditions) {

    /** See {@link Detector.Adaptive}. */
    public record AdaptiveJson(@Nullable Double budget) {}

    /** See {@link Detector.Threshold}; {@code hurts} is above or below. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ThresholdJson(
            @Nullable String function,
            @Nullable Double quantile,
            @Nullable String window,
            @Nullable String hurts,
            @Nullable Double limit,
            @Nullable Double recovery) {}

    /** See {@link Detector.NoData}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoDataJson(
            @Nullable String after, @Nullable Double patience) {}

    /** See {@link Detector.Composite}. */
    public record CompositeJson(
            @Nullable ExpressionJson when,
            @Nullable List<String> shared,
            @Nullable String window) {}

    /** Exactly one of all, any, not and detector stands; severity and direction belong to a detector. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExpressionJson(
            @Nullable List<ExpressionJson> all,
            @Nullable List<ExpressionJson> any,
            @Nullable ExpressionJson not,
            @Nullable String detector,
            @Nullable String severity,
            @Nullable String direction) {
        static ExpressionJson of(Expression expression) {
            return switch (expression) {
                case Expression.All(List<Expression> of) -> new ExpressionJson(list(of), null, null, null, null, null);
                case Expression.Any(List<Expression> of) -> new ExpressionJson(null, list(of), null, null, null, null);
                case Expression.Not(Expression of) -> new ExpressionJson(null, null, of(of), null, null, null);
                case Expression.Alerting alerting ->
                    new ExpressionJson(
                            null,
                            null,
                            null,
                            alerting.detector(),
                            Slug.of(alerting.least()),
                            alerting.side().map(Slug::of).orElse(null));
            };
        }

        private static List<ExpressionJson> list(List<Expression> of) {
            return of.stream().map(ExpressionJson::of).toList();
        }
    }

    /** See {@link Detector.EventCount}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventCountJson(
            @Nullable EventFilterJson start,
            @Nullable EventFilterJson count,
            @Nullable Integer moreThan,
            @Nullable String window,
            @Nullable String label,
            @Nullable List<String> enrich) {}

    /** See {@link EventFilter}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventFilterJson(
            @Nullable String type,
            @Nullable Map<String, String> attributes,
            @Nullable String newValueOf) {
        static EventFilterJson of(EventFilter filter) {
            return new EventFilterJson(
                    filter.type(), filter.attributes(), filter.newValueOf().orElse(null));
        }
    }

    /** The same, as a change of the version that somebody saw. */
    DetectorJson at(long seen) {
        return new DetectorJson(
                id, kpi, name, seen, enabled, kind, adaptive, threshold, noData, composite, eventCount, conditions);
    }

    static DetectorJson of(Detector detector) {
        AdaptiveJson adaptive = null;
        ThresholdJson threshold = null;
        NoDataJson noData = null;
        CompositeJson composite = null;
        EventCountJson eventCount = null;
        String kind;
        switch (detector) {
            case Detector.Adaptive given -> {
                kind = "adaptive";
                adaptive = new AdaptiveJson(given.budget());
            }
            case Detector.Threshold given -> {
                kind = "threshold";
                threshold = new ThresholdJson(
                        Slug.of(given.function()),
                        given.quantile(),
                        given.window().toString(),
                        given.above() ? "above" : "below",
                        given.limit(),
                        given.recovery().isPresent() ? given.recovery().getAsDouble() : null);
            }
            case Detector.NoData given -> {
                kind = "no_data";
                noData = new NoDataJson(given.after().map(Object::toString).orElse(null), given.patience());
            }
            case Detector.Composite given -> {
                kind = "composite";
                composite = new CompositeJson(
                        ExpressionJson.of(given.when()),
                        given.shared(),
                        given.window().toString());
            }
            case Detector.EventCount given -> {
                kind = "event_count";
                eventCount = new EventCountJson(
                        given.start().map(EventFilterJson::of).orElse(null),
                        EventFilterJson.of(given.count()),
                        given.moreThan(),
                        given.window().toString(),
                        given.label(),
                        given.enrich());
            }
        }
        return new DetectorJson(
                detector.id(),
                detector.kpi(),
                detector.name(),
                detector.version(),
                detector.enabled(),
                kind,
                adaptive,
                threshold,
                noData,
                composite,
                eventCount,
                ConditionsJson.of(detector.conditions()));
    }
}
