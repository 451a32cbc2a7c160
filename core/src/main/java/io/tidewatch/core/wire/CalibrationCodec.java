// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.wire.v1.CalibrationRecord;
import io.tidewatch.core.wire.v1.TimeRangeRecord;

/** Records of the calibrations topic. */
public final class CalibrationCodec {
    private CalibrationCodec() {}

    public static byte[] encode(SeriesId series, Calibration calibration) {
        CalibrationRecord.Builder wire = CalibrationRecord.newBuilder()
                .setSeriesId(series.value())
                .setVersion(calibration.version())
                .setIntercept(calibration.intercept())
                .setSlope(calibration.slope())
                .setSignEffect(calibration.signEffect())
                .addAllVerdictIds(calibration.verdictIds())
                .setNewNormalFromMicros(calibration.newNormalFrom());
        for (TimeRange range : calibration.trueRanges()) {
            wire.addTrueRanges(
                    TimeRangeRecord.newBuilder().setFromMicros(range.from()).setToMicros(range.to()));
        }
        return wire.build().toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Calibration decode(byte[] bytes) {
        try {
            CalibrationRecord wire = CalibrationRecord.parseFrom(bytes);
            return new Calibration(
                    wire.getVersion(),
                    wire.getIntercept(),
                    wire.getSlope(),
                    wire.getSignEffect(),
                    wire.getTrueRangesList().stream()
                            .map(range -> new TimeRange(range.getFromMicros(), range.getToMicros()))
                            .toList(),
                    wire.getVerdictIdsList(),
                    wire.getNewNormalFromMicros());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("calibration", e);
        }
    }
}
