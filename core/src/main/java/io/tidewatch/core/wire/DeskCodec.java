// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.v1.AcknowledgedRecord;
import io.tidewatch.core.wire.v1.DeskRecord;
import io.tidewatch.core.wire.v1.VerdictGivenRecord;
import java.util.Locale;
import java.util.Optional;

/** Records of the desk topic. */
public final class DeskCodec {
    private DeskCodec() {}

    public static byte[] encode(DeskMessage message) {
        DeskRecord.Builder wire = DeskRecord.newBuilder()
                .setAlertId(message.alert().value())
                .setId(message.id())
                .setAtMicros(message.at())
                .setActor(message.actor());
        switch (message.act()) {
            case DeskMessage.Act.Acknowledged() -> wire.setAcknowledged(AcknowledgedRecord.getDefaultInstance());
            case DeskMessage.Act.VerdictGiven(long id, Optional<VerdictKind> kind, String comment) ->
                wire.setVerdict(VerdictGivenRecord.newBuilder()
                        .setVerdictId(id)
                        .setVerdict(kind.map(given -> given.name().toLowerCase(Locale.ROOT))
                                .orElse(""))
                        .setComment(comment));
            case DeskMessage.Act.IncidentOpened(var incident) -> wire.setIncidentOpened(IncidentCodec.encode(incident));
            case DeskMessage.Act.IncidentResolved(var incident) ->
                wire.setIncidentResolved(IncidentCodec.encode(incident));
        }
        return wire.build().toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static DeskMessage decode(byte[] bytes) {
        try {
            DeskRecord wire = DeskRecord.parseFrom(bytes);
            return new DeskMessage(
                    new AlertId(wire.getAlertId()), wire.getId(), wire.getAtMicros(), wire.getActor(), act(wire));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("desk", e);
        }
    }

    private static DeskMessage.Act act(DeskRecord wire) {
        return switch (wire.getKindCase()) {
            case ACKNOWLEDGED -> new DeskMessage.Act.Acknowledged();
            case VERDICT -> {
                VerdictGivenRecord verdict = wire.getVerdict();
                yield new DeskMessage.Act.VerdictGiven(
                        verdict.getVerdictId(),
                        verdict.getVerdict().isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        VerdictKind.valueOf(verdict.getVerdict().toUpperCase(Locale.ROOT))),
                        verdict.getComment());
            }
            case INCIDENT_OPENED -> new DeskMessage.Act.IncidentOpened(IncidentCodec.decode(wire.getIncidentOpened()));
            case INCIDENT_RESOLVED ->
                new DeskMessage.Act.IncidentResolved(IncidentCodec.decode(wire.getIncidentResolved()));
            case KIND_NOT_SET -> throw new IllegalArgumentException("it says not what was done");
        };
    }
}
