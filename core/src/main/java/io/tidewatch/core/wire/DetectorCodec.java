// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.WindowFunction;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.v1.AdaptiveRecord;
import io.tidewatch.core.wire.v1.CompositeRecord;
import io.tidewatch.core.wire.v1.DetectorRecord;
import io.tidewatch.core.wire.v1.EventCountRecord;
import io.tidewatch.core.wire.v1.EventFilterRecord;
import io.tidewatch.core.wire.v1.NoDataRecord;
import io.tidewatch.core.wire.v1.ThresholdRecord;
import io.tidewatch.core.wire.v1.WindowFunctionCode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Detectors as the settings topic and the database keep them. */
public final class DetectorCodec {
    private DetectorCodec() {}

    public static byte[] encode(Detector detector) {
        return wire(detector).toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Detector decode(byte[] bytes) {
        try {
            return detector(DetectorRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("detector", e);
        }
    }

    static DetectorRecord wire(Detector detector) {
        DetectorRecord.Builder wire = DetectorRecord.newBuilder()
                .setId(detector.id())
                .setKpi(detector.kpi())
                .setVersion(detector.version())
                .setEnabled(detector.enabled())
                .setConditions(ConditionsCodec.wire(detector.conditions()));
        switch (detector) {
            case Detector.Adaptive adaptive ->
                wire.setAdaptive(AdaptiveRecord.newBuilder().setBudgetPer28Days(adaptive.budget()));
            case Detector.Threshold threshold -> wire.setThreshold(threshold(threshold));
            case Detector.NoData noData ->
                wire.setNoData(NoDataRecord.newBuilder()
                        .setAfterMicros(noData.after().map(Micros::of).orElse(0L))
                        .setPatience(noData.patience()));
            case Detector.Composite composite ->
                wire.setComposite(CompositeRecord.newBuilder()
                        .setWhen(ConditionsCodec.wire(composite.when()))
                        .addAllShared(composite.shared())
                        .setWindowMicros(Micros.of(composite.window())));
            case Detector.EventCount count -> wire.setEventCount(eventCount(count));
        }
        return wire.build();
    }

    static Detector detector(DetectorRecord wire) {
        Head head = new Head(wire);
        return switch (wire.getKindCase()) {
            case ADAPTIVE ->
                new Detector.Adaptive(
                        head.id,
                        head.kpi,
                        head.version,
                        head.enabled,
                        wire.getAdaptive().getBudgetPer28Days(),
                        ConditionsCodec.conditions(wire.getConditions()));
            case THRESHOLD -> threshold(head, wire, wire.getThreshold());
            case NO_DATA ->
                new Detector.NoData(
                        head.id,
                        head.kpi,
                        head.version,
                        head.enabled,
                        wire.getNoData().getAfterMicros() == 0
                                ? Optional.empty()
                                : Optional.of(Micros.toDuration(wire.getNoData().getAfterMicros())),
                        wire.getNoData().getPatience(),
                        ConditionsCodec.conditions(wire.getConditions()));
            case COMPOSITE ->
                new Detector.Composite(
                        head.id,
                        head.kpi,
                        head.version,
                        head.enabled,
                        ConditionsCodec.expression(wire.getComposite().getWhen()),
                        wire.getComposite().getSharedList(),
                        Micros.toDuration(wire.getComposite().getWindowMicros()),
                        ConditionsCodec.conditions(wire.getConditions()));
            case EVENT_COUNT -> eventCount(head, wire, wire.getEventCount());
            case KIND_NOT_SET -> throw new IllegalArgumentException("detector " + wire.getId() + " has no kind");
        };
    }

    private record Head(String id, String kpi, long version, boolean enabled) {
        Head(DetectorRecord wire) {
            this(wire.getId(), wire.getKpi(), wire.getVersion(), wire.getEnabled());
        }
    }

    private static ThresholdRecord threshold(Detector.Threshold threshold) {
        ThresholdRecord.Builder wire = ThresholdRecord.newBuilder()
                .setFunction(
                        switch (threshold.function()) {
                            case MEAN -> WindowFunctionCode.WINDOW_FUNCTION_MEAN;
                            case SUM -> WindowFunctionCode.WINDOW_FUNCTION_SUM;
                            case QUANTILE -> WindowFunctionCode.WINDOW_FUNCTION_QUANTILE;
                            case RATE -> WindowFunctionCode.WINDOW_FUNCTION_RATE;
                        })
                .setQuantile(threshold.quantile())
                .setWindowMicros(Micros.of(threshold.window()))
                .setAbove(threshold.above())
                .setLimit(threshold.limit());
        threshold.recovery().ifPresent(wire::setRecovery);
        return wire.build();
    }

    private static Detector threshold(Head head, DetectorRecord wire, ThresholdRecord threshold) {
        return new Detector.Threshold(
                head.id,
                head.kpi,
                head.version,
                head.enabled,
                switch (threshold.getFunction()) {
                    case WINDOW_FUNCTION_SUM -> WindowFunction.SUM;
                    case WINDOW_FUNCTION_QUANTILE -> WindowFunction.QUANTILE;
                    case WINDOW_FUNCTION_RATE -> WindowFunction.RATE;
                    case WINDOW_FUNCTION_MEAN -> WindowFunction.MEAN;
                    case WINDOW_FUNCTION_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException(
                                "window function " + threshold.getFunctionValue() + " is unknown");
                },
                threshold.getQuantile(),
                Micros.toDuration(threshold.getWindowMicros()),
                threshold.getAbove(),
                threshold.getLimit(),
                threshold.hasRecovery() ? OptionalDouble.of(threshold.getRecovery()) : OptionalDouble.empty(),
                ConditionsCodec.conditions(wire.getConditions()));
    }

    private static EventCountRecord eventCount(Detector.EventCount count) {
        EventCountRecord.Builder wire = EventCountRecord.newBuilder()
                .setCount(filter(count.count()))
                .setMoreThan(count.moreThan())
                .setWindowMicros(Micros.of(count.window()))
                .setLabel(count.label())
                .addAllEnrich(count.enrich());
        count.start().ifPresent(start -> wire.setStart(filter(start)));
        return wire.build();
    }

    private static Detector eventCount(Head head, DetectorRecord wire, EventCountRecord count) {
        return new Detector.EventCount(
                head.id,
                head.kpi,
                head.version,
                head.enabled,
                count.hasStart() ? Optional.of(filter(count.getStart())) : Optional.empty(),
                filter(count.getCount()),
                count.getMoreThan(),
                Micros.toDuration(count.getWindowMicros()),
                count.getLabel(),
                count.getEnrichList(),
                ConditionsCodec.conditions(wire.getConditions()));
    }

    private static EventFilterRecord filter(EventFilter filter) {
        return EventFilterRecord.newBuilder()
                .setType(filter.type())
                .putAllAttributes(filter.attributes())
                .setNewValueOf(filter.newValueOf().orElse(""))
                .build();
    }

    private static EventFilter filter(EventFilterRecord wire) {
        return new EventFilter(
                wire.getType(),
                wire.getAttributesMap(),
                Optional.of(wire.getNewValueOf()).filter(name -> !name.isEmpty()));
    }
}
