// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Join;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.AlertEventKindCode;
import io.tidewatch.core.wire.v1.AlertEventRecord;
import io.tidewatch.core.wire.v1.AlertsRecord;
import io.tidewatch.core.wire.v1.ControlAppliedRecord;
import io.tidewatch.core.wire.v1.ControlKindCode;
import io.tidewatch.core.wire.v1.JoinRecord;
import io.tidewatch.core.wire.v1.ReceiptRecord;
import io.tidewatch.core.wire.v1.SeverityCode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Records of the alerts topic. */
public final class AlertsCodec {
    private AlertsCodec() {}

    public static byte[] encode(AlertsMessage message) {
        AlertsRecord.Builder wire = AlertsRecord.newBuilder();
        switch (message) {
            case AlertsMessage.Event(AlertEvent event) -> wire.setEvent(event(event));
            case AlertsMessage.Control(ControlApplied applied) -> wire.setControl(control(applied));
            case AlertsMessage.Seen(Notable notable) -> wire.setNotable(NotableWire.of(notable));
        }
        return wire.build().toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static AlertsMessage decode(byte[] bytes) {
        try {
            AlertsRecord wire = AlertsRecord.parseFrom(bytes);
            return switch (wire.getKindCase()) {
                case EVENT -> new AlertsMessage.Event(event(wire.getEvent()));
                case CONTROL -> new AlertsMessage.Control(control(wire.getControl()));
                case NOTABLE -> new AlertsMessage.Seen(NotableWire.of(wire.getNotable()));
                case KIND_NOT_SET ->
                    throw new IllegalArgumentException("it holds no event, no control and nothing notable");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("alerts", e);
        }
    }

    /**
     * An alert event, from where nothing else is kept.
     *
     * @throws Undecodable where the bytes are something else
     */
    public static AlertEvent decodeEvent(byte[] bytes) {
        if (decode(bytes) instanceof AlertsMessage.Event(AlertEvent event)) {
            return event;
        }
        throw new Undecodable("alert event", new IllegalArgumentException("it is another record of the topic"));
    }

    /** A record of the joins topic. */
    public static byte[] encode(Join join) {
        return JoinRecord.newBuilder()
                .setSeries(join.series().toString())
                .setAlert(event(join.alert()))
                .build()
                .toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Join decodeJoin(byte[] bytes) {
        try {
            JoinRecord wire = JoinRecord.parseFrom(bytes);
            return new Join(SeriesKey.parse(wire.getSeries()), event(wire.getAlert()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("join", e);
        }
    }

    private static AlertEventRecord event(AlertEvent event) {
        AlertEventRecord.Builder wire = AlertEventRecord.newBuilder()
                .setAlertId(event.alertId().value())
                .setSequence(event.sequence())
                .setKind(AlertEventKindCode.valueOf(
                        "ALERT_EVENT_KIND_" + event.kind().name()))
                .setSeriesId(event.series().id().value())
                .setSeries(event.series().toString())
                .setDetectorId(event.detectorId())
                .setStartedMicros(event.started())
                .setAtMicros(event.at())
                .setResolvedMicros(event.resolved().orElse(0))
                .setSeverity(SeverityCode.valueOf("SEVERITY_" + event.severity().name()))
                .setPeakEvidence(event.peakEvidence())
                .setPeakScore(event.peakScore())
                .setPeakMicros(event.peakAt())
                .setThreshold(event.threshold())
                .setSign(event.sign())
                .setActual(event.actual())
                .setExpected(event.bounds().expected())
                .setLower(event.bounds().lower())
                .setUpper(event.bounds().upper())
                .setWhy(event.why())
                .setPoints(event.points())
                .setUnit(event.unit())
                .setModelVersion(event.versions().model())
                .setCalibrationVersion(event.versions().calibration())
                .setSettingsVersion(event.versions().settings())
                .setDetectorCodeVersion(event.versions().detectorCode());
        event.receipt().ifPresent(receipt -> wire.setReceipt(receipt(receipt)));
        event.evidence().forEach(kind -> wire.addEvidence(kind.name().toLowerCase(Locale.ROOT)));
        return wire.build();
    }

    private static AlertEvent event(AlertEventRecord wire) {
        return new AlertEvent(
                new AlertId(wire.getAlertId()),
                wire.getSequence(),
                switch (wire.getKind()) {
                    case ALERT_EVENT_KIND_OPENED -> AlertEventKind.OPENED;
                    case ALERT_EVENT_KIND_ESCALATED -> AlertEventKind.ESCALATED;
                    case ALERT_EVENT_KIND_AMENDED -> AlertEventKind.AMENDED;
                    case ALERT_EVENT_KIND_RETRACTED -> AlertEventKind.RETRACTED;
                    case ALERT_EVENT_KIND_RESOLVED -> AlertEventKind.RESOLVED;
                    case ALERT_EVENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("alert event kind " + wire.getKindValue() + " is unknown");
                },
                SeriesKey.parse(wire.getSeries()),
                wire.getDetectorId(),
                wire.getStartedMicros(),
                wire.getAtMicros(),
                wire.getResolvedMicros() == 0 ? OptionalLong.empty() : OptionalLong.of(wire.getResolvedMicros()),
                switch (wire.getSeverity()) {
                    case SEVERITY_HIGH -> Severity.HIGH;
                    case SEVERITY_MEDIUM -> Severity.MEDIUM;
                    case SEVERITY_LOW, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Severity.LOW;
                },
                wire.getPeakEvidence(),
                wire.getPeakMicros(),
                wire.getThreshold(),
                wire.getSign(),
                wire.getActual(),
                new Bounds(wire.getExpected(), wire.getLower(), wire.getUpper()),
                wire.getEvidenceList().stream()
                        .map(name -> EvidenceKind.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                wire.getWhy(),
                wire.getPoints(),
                wire.getUnit(),
                new AlertEvent.Versions(
                        wire.getModelVersion(),
                        wire.getCalibrationVersion(),
                        wire.getSettingsVersion(),
                        wire.getDetectorCodeVersion()),
                wire.hasReceipt() ? Optional.of(receipt(wire.getReceipt())) : Optional.empty());
    }

    private static ReceiptRecord receipt(Receipt receipt) {
        ReceiptRecord.Builder wire = ReceiptRecord.newBuilder()
                .setTuning(receipt.tuning())
                .setTrainedToMicros(receipt.trainedTo())
                .setFastLevel(receipt.fastLevel())
                .setFastSigma(receipt.fastSigma())
                .setSlowLevel(receipt.slowLevel())
                .setSlowSigma(receipt.slowSigma())
                .setBefore(receipt.before())
                .setFlatLine(receipt.flatLine());
        if (!Double.isNaN(receipt.profile())) {
            wire.setProfile(receipt.profile());
        }
        return wire.build();
    }

    private static Receipt receipt(ReceiptRecord wire) {
        return new Receipt(
                wire.getTuning(),
                wire.getTrainedToMicros(),
                wire.hasProfile() ? wire.getProfile() : Double.NaN,
                wire.getFastLevel(),
                wire.getFastSigma(),
                wire.getSlowLevel(),
                wire.getSlowSigma(),
                wire.getBefore(),
                wire.getFlatLine());
    }

    private static ControlAppliedRecord control(ControlApplied applied) {
        return ControlAppliedRecord.newBuilder()
                .setSeriesId(applied.series().value())
                .setKind(
                        ControlKindCode.valueOf("CONTROL_KIND_" + applied.kind().name()))
                .setVersion(applied.version())
                .setAtMicros(applied.at())
                .setAfterMicros(applied.after())
                .build();
    }

    private static ControlApplied control(ControlAppliedRecord wire) {
        ControlApplied applied = new ControlApplied(
                new SeriesId(wire.getSeriesId()),
                switch (wire.getKind()) {
                    case CONTROL_KIND_MODEL -> ControlApplied.Kind.MODEL;
                    case CONTROL_KIND_CALIBRATION -> ControlApplied.Kind.CALIBRATION;
                    case CONTROL_KIND_SETTINGS -> ControlApplied.Kind.SETTINGS;
                    case CONTROL_KIND_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("control kind " + wire.getKindValue() + " is unknown");
                },
                wire.getVersion(),
                wire.getAtMicros());
        return wire.hasAfterMicros() ? applied.cameAfter(wire.getAfterMicros()) : applied;
    }
}
