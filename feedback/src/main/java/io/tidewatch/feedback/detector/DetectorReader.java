// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import static io.tidewatch.feedback.desk.Body.field;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.DetectorName;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.kpi.WindowFunction;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.detector.DetectorJson.EventFilterJson;
import io.tidewatch.feedback.detector.DetectorJson.ExpressionJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a detector of what somebody sent. */
final class DetectorReader {
    private DetectorReader() {}

    /** @throws TidewatchException INVALID_VALUE naming the field, the value and what it may be */
    static Detector read(DetectorJson json, String kpi, String name, long version) {
        try {
            String id = Detector.id(kpi, DetectorName.require(name));
            Conditions conditions = json.conditions() == null
                    ? Conditions.NONE
                    : json.conditions().conditions();
            return detector(json, id, kpi, version, json.enabled() == null || json.enabled(), conditions);
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Detector detector(
            DetectorJson json, String id, String kpi, long version, boolean enabled, Conditions conditions) {
        String kind = field("kind", json.kind());
        return switch (kind) {
            case "adaptive" -> {
                DetectorJson.AdaptiveJson given = field("adaptive", json.adaptive());
                double budget = given.budget() == null ? Detector.Adaptive.DEFAULT_BUDGET : given.budget();
                yield new Detector.Adaptive(id, kpi, version, enabled, budget, conditions);
            }
            case "threshold" -> threshold(field("threshold", json.threshold()), id, kpi, version, enabled, conditions);
            case "no_data" -> {
                DetectorJson.NoDataJson given = field("noData", json.noData());
                yield new Detector.NoData(
                        id,
                        kpi,
                        version,
                        enabled,
                        given.after() == null ? Optional.empty() : Optional.of(Spans.read("after", given.after())),
                        given.patience() == null ? Detector.NoData.DEFAULT_PATIENCE : given.patience(),
                        conditions);
            }
            case "composite" -> {
                DetectorJson.CompositeJson given = field("composite", json.composite());
                yield new Detector.Composite(
                        id,
                        kpi,
                        version,
                        enabled,
                        expression(field("when", given.when())),
                        given.shared() == null ? List.of() : given.shared(),
                        given.window() == null ? Duration.ofMinutes(10) : Spans.read("window", given.window()),
                        conditions);
            }
            case "event_count" ->
                eventCount(field("eventCount", json.eventCount()), id, kpi, version, enabled, conditions);
            default ->
                throw new IllegalArgumentException(
                        "kind must be one of adaptive, threshold, no_data, composite, event_count, not \""
                                + (kind.length() <= 80 ? kind : kind.substring(0, 80) + "…") + "\"");
        };
    }

    private static Detector threshold(
            DetectorJson.ThresholdJson given,
            String id,
            String kpi,
            long version,
            boolean enabled,
            Conditions conditions) {
        WindowFunction function = given.function() == null
                ? WindowFunction.MEAN
                : Slug.read(WindowFunction.class, "function", given.function());
        String hurts = field("hurts", given.hurts());
        if (!hurts.equals("above") && !hurts.equals("below")) {
            throw new IllegalArgumentException("hurts must be above or below the limit, not \"" + hurts + "\"");
        }
        boolean quantile = function == WindowFunction.QUANTILE;
        return new Detector.Threshold(
                id,
                kpi,
                version,
                enabled,
                function,
                quantile ? field("quantile", given.quantile()) : 0,
                Spans.read("window", field("window", given.window())),
                hurts.equals("above"),
                field("limit", given.limit()),
                given.recovery() == null ? OptionalDouble.empty() : OptionalDouble.of(given.recovery()),
                conditions);
    }

    private static Detector eventCount(
            DetectorJson.EventCountJson given,
            String id,
            String kpi,
            long version,
            boolean enabled,
            Conditions conditions) {
        return new Detector.EventCount(
                id,
                kpi,
                version,
                enabled,
                given.start() == null ? Optional.empty() : Optional.of(filter(given.start())),
                filter(field("count", given.count())),
                field("moreThan", given.moreThan()),
                Spans.read("window", field("window", given.window())),
                given.label() == null ? "key" : given.label(),
                given.enrich() == null ? List.of() : given.enrich(),
                conditions);
    }

    private static EventFilter filter(EventFilterJson given) {
        return new EventFilter(
                field("type", given.type()),
                given.attributes() == null ? Map.of() : given.attributes(),
                Optional.ofNullable(given.newValueOf()).filter(name -> !name.isBlank()));
    }

    private static Expression expression(ExpressionJson given) {
        long parts = Stream.of(given.all(), given.any(), given.not(), given.detector())
                .filter(part -> part != null)
                .count();
        if (parts != 1) {
            throw new IllegalArgumentException(
                    "a condition has one of \"all\", \"any\", \"not\" and \"detector\", not " + parts + " of them");
        }
        if (given.all() != null) {
            return new Expression.All(list(given.all()));
        }
        if (given.any() != null) {
            return new Expression.Any(list(given.any()));
        }
        if (given.not() != null) {
            return new Expression.Not(expression(given.not()));
        }
        return new Expression.Alerting(
                field("detector", given.detector()),
                given.severity() == null ? Severity.LOW : Slug.read(Severity.class, "severity", given.severity()),
                side(given.direction()));
    }

    private static Optional<Direction> side(@Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(Slug.read(Direction.class, "direction", text));
    }

    private static List<Expression> list(List<ExpressionJson> of) {
        return of.stream().map(DetectorReader::expression).toList();
    }
}
