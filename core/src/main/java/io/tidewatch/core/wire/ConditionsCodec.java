// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.kpi.Severities;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.v1.AlertingRecord;
import io.tidewatch.core.wire.v1.ConditionsRecord;
import io.tidewatch.core.wire.v1.DirectionCode;
import io.tidewatch.core.wire.v1.ExpressionListRecord;
import io.tidewatch.core.wire.v1.ExpressionRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts that detectors share. */
final class ConditionsCodec {
    private ConditionsCodec() {}

    static ConditionsRecord wire(Conditions conditions) {
        Severities severities = conditions.severities();
        return ConditionsRecord.newBuilder()
                .setDirection(wire(conditions.direction()))
                .setMinAbsoluteDeviation(conditions.minAbsoluteDeviation())
                .setMinRelativeDeviation(conditions.minRelativeDeviation())
                .setMinDurationMicros(Micros.of(conditions.minDuration()))
                .setM(conditions.m())
                .setN(conditions.n())
                .setSeverity(severities.always().map(ConditionsCodec::slug).orElse(""))
                .setMediumFrom(severities.mediumFrom())
                .setHighFrom(severities.highFrom())
                .setQuietOnEvents(conditions.quietOnEvents())
                .build();
    }

    static Conditions conditions(ConditionsRecord wire) {
        return new Conditions(
                direction(wire.getDirection()),
                wire.getMinAbsoluteDeviation(),
                wire.getMinRelativeDeviation(),
                Micros.toDuration(wire.getMinDurationMicros()),
                Math.max(1, wire.getM()),
                Math.max(1, wire.getN()),
                new Severities(
                        wire.getSeverity().isEmpty() ? Optional.empty() : Optional.of(severity(wire.getSeverity())),
                        wire.getMediumFrom() == 0 ? Severities.USUAL.mediumFrom() : wire.getMediumFrom(),
                        wire.getHighFrom() == 0 ? Severities.USUAL.highFrom() : wire.getHighFrom()),
                wire.getQuietOnEvents());
    }

    static ExpressionRecord wire(Expression expression) {
        ExpressionRecord.Builder wire = ExpressionRecord.newBuilder();
        switch (expression) {
            case Expression.All(List<Expression> of) -> wire.setAll(list(of));
            case Expression.Any(List<Expression> of) -> wire.setAny(list(of));
            case Expression.Not(Expression of) -> wire.setNegated(wire(of));
            case Expression.Alerting alerting ->
                wire.setAlerting(AlertingRecord.newBuilder()
                        .setDetectorId(alerting.detector())
                        .setSeverity(slug(alerting.least()))
                        .setSide(wire(alerting.side())));
        }
        return wire.build();
    }

    static Expression expression(ExpressionRecord wire) {
        return switch (wire.getKindCase()) {
            case ALL -> new Expression.All(list(wire.getAll()));
            case ANY -> new Expression.Any(list(wire.getAny()));
            case NEGATED -> new Expression.Not(expression(wire.getNegated()));
            case ALERTING ->
                new Expression.Alerting(
                        wire.getAlerting().getDetectorId(),
                        severity(wire.getAlerting().getSeverity()),
                        direction(wire.getAlerting().getSide()));
            case KIND_NOT_SET ->
                throw new IllegalArgumentException("a condition is neither all, any, not nor alerting");
        };
    }

    private static ExpressionListRecord list(List<Expression> of) {
        return ExpressionListRecord.newBuilder()
                .addAllOf(of.stream().map(ConditionsCodec::wire).toList())
                .build();
    }

    private static List<Expression> list(ExpressionListRecord wire) {
        return wire.getOfList().stream().map(ConditionsCodec::expression).toList();
    }

    private static DirectionCode wire(Optional<Direction> direction) {
        if (direction.isEmpty()) {
            return DirectionCode.DIRECTION_UNSPECIFIED;
        }
        return switch (direction.get()) {
            case BOTH -> DirectionCode.DIRECTION_BOTH;
            case UP -> DirectionCode.DIRECTION_UP;
            case DOWN -> DirectionCode.DIRECTION_DOWN;
        };
    }

    private static Optional<Direction> direction(DirectionCode wire) {
        return switch (wire) {
            case DIRECTION_BOTH -> Optional.of(Direction.BOTH);
            case DIRECTION_UP -> Optional.of(Direction.UP);
            case DIRECTION_DOWN -> Optional.of(Direction.DOWN);
            case DIRECTION_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static String slug(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static Severity severity(String slug) {
        return Severity.valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
