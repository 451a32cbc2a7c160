// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.v1.DirectionCode;
import io.tidewatch.core.wire.v1.KpiKindCode;
import io.tidewatch.core.wire.v1.KpiRecord;
import io.tidewatch.core.wire.v1.SettingsRecord;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Records of the settings topic. */
public final class SettingsCodec {
    private SettingsCodec() {}

    public static byte[] encode(SettingsMessage message) {
        return switch (message) {
            case SettingsMessage.OfKpi(Kpi kpi) ->
                SettingsRecord.newBuilder().setKpi(kpi(kpi)).build().toByteArray();
            case SettingsMessage.OfDetector(Detector detector) ->
                SettingsRecord.newBuilder()
                        .setDetector(DetectorCodec.wire(detector))
                        .build()
                        .toByteArray();
            case SettingsMessage.OfCalendar(CalendarEvent event) ->
                SettingsRecord.newBuilder()
                        .setCalendar(CalendarCodec.encode(event))
                        .build()
                        .toByteArray();
        };
    }

    /** @throws Undecodable where the bytes are something else */
    public static SettingsMessage decode(byte[] bytes) {
        try {
            SettingsRecord wire = SettingsRecord.parseFrom(bytes);
            return switch (wire.getKindCase()) {
                case KPI -> new SettingsMessage.OfKpi(kpi(wire.getKpi()));
                case DETECTOR -> new SettingsMessage.OfDetector(DetectorCodec.detector(wire.getDetector()));
                case CALENDAR -> new SettingsMessage.OfCalendar(CalendarCodec.decode(wire.getCalendar()));
                case KIND_NOT_SET ->
                    throw new IllegalArgumentException("it holds neither a KPI nor a detector nor an event");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
            throw new Undecodable("settings", e);
        }
    }

    /** Without the denominator: it counts in training alone, which reads the tables. */
    private static KpiRecord kpi(Kpi kpi) {
        return KpiRecord.newBuilder()
                .setName(kpi.name())
                .setVersion(kpi.version())
                .setUnit(kpi.unit())
                .setDescription(kpi.description())
                .setOwner(kpi.owner())
                .setZone(kpi.zone().getId())
                .setStepMicros(kpi.step().map(Micros::of).orElse(0L))
                .setKind(
                        switch (kpi.kind()) {
                            case GAUGE -> KpiKindCode.KPI_KIND_GAUGE;
                            case COUNT -> KpiKindCode.KPI_KIND_COUNT;
                            case RATIO -> KpiKindCode.KPI_KIND_RATIO;
                        })
                .setDirection(
                        switch (kpi.direction()) {
                            case BOTH -> DirectionCode.DIRECTION_BOTH;
                            case UP -> DirectionCode.DIRECTION_UP;
                            case DOWN -> DirectionCode.DIRECTION_DOWN;
                        })
                .setLateLimitMicros(Micros.of(kpi.lateLimit()))
                .setKeepScores(kpi.keepScores())
                .build();
    }

    private static Kpi kpi(KpiRecord wire) {
        return new Kpi(
                wire.getName(),
                wire.getVersion(),
                wire.getUnit(),
                wire.getDescription(),
                wire.getOwner(),
                ZoneId.of(wire.getZone()),
                wire.getStepMicros() == 0 ? Optional.empty() : Optional.of(Micros.toDuration(wire.getStepMicros())),
                switch (wire.getKind()) {
                    case KPI_KIND_COUNT -> KpiKind.COUNT;
                    case KPI_KIND_RATIO -> KpiKind.RATIO;
                    case KPI_KIND_GAUGE, KPI_KIND_UNSPECIFIED, UNRECOGNIZED -> KpiKind.GAUGE;
                },
                switch (wire.getDirection()) {
                    case DIRECTION_UP -> Direction.UP;
                    case DIRECTION_DOWN -> Direction.DOWN;
                    case DIRECTION_BOTH, DIRECTION_UNSPECIFIED, UNRECOGNIZED -> Direction.BOTH;
                },
                Micros.toDuration(wire.getLateLimitMicros()),
                wire.getKeepScores());
    }
}
