// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.v1.ProvenanceCode;
import io.tidewatch.core.wire.v1.ScoresRecord;
import java.util.ArrayList;
import java.util.List;

/** Records of the scores topic. */
public final class ScoresCodec {
    private ScoresCodec() {}

    public static byte[] encode(ScoresMessage message) {
        ScoresRecord.Builder wire =
                ScoresRecord.newBuilder().setSeriesId(message.series().value());
        for (ServedScore score : message.scores()) {
            wire.addTimeMicros(score.at())
                    .addValue(score.value())
                    .addExpected(score.bounds().expected())
                    .addLower(score.bounds().lower())
                    .addUpper(score.bounds().upper())
                    .addScore(score.score())
                    .addProvenance(
                            switch (score.provenance()) {
                                case MODEL -> ProvenanceCode.PROVENANCE_MODEL;
                                case LEVEL -> ProvenanceCode.PROVENANCE_LEVEL;
                                case WARM_UP -> ProvenanceCode.PROVENANCE_WARM_UP;
                            })
                    .addModelVersion(score.modelVersion());
        }
        return wire.build().toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static ScoresMessage decode(byte[] bytes) {
        try {
            ScoresRecord wire = ScoresRecord.parseFrom(bytes);
            List<ServedScore> scores = new ArrayList<>(wire.getTimeMicrosCount());
            for (int i = 0; i < wire.getTimeMicrosCount(); i++) {
                scores.add(score(wire, i));
            }
            return new ScoresMessage(new SeriesId(wire.getSeriesId()), scores);
        } catch (InvalidProtocolBufferException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Undecodable("scores", e);
        }
    }

    private static ServedScore score(ScoresRecord wire, int i) {
        return new ServedScore(
                wire.getTimeMicros(i),
                wire.getValue(i),
                new Bounds(wire.getExpected(i), wire.getLower(i), wire.getUpper(i)),
                wire.getScore(i),
                switch (wire.getProvenance(i)) {
                    case PROVENANCE_MODEL -> Provenance.MODEL;
                    case PROVENANCE_LEVEL -> Provenance.LEVEL;
                    case PROVENANCE_WARM_UP, PROVENANCE_UNSPECIFIED, UNRECOGNIZED -> Provenance.WARM_UP;
                },
                wire.getModelVersion(i));
    }
}
