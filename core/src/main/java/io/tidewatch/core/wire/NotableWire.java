// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.NotableRecord;
import io.tidewatch.core.wire.v1.NotableStreamCode;

/** What is notable, as it travels. */
final class NotableWire {
    private NotableWire() {}

    static NotableRecord of(Notable notable) {
        return NotableRecord.newBuilder()
                .setSeriesId(notable.series().id().value())
                .setSeries(notable.series().toString())
                .setAtMicros(notable.at())
                .setStream(NotableStreamCode.valueOf(
                        "NOTABLE_STREAM_" + notable.stream().name()))
                .setSign(notable.sign())
                .setMargin(notable.margin())
                .setValue(notable.value())
                .setUnit(notable.unit())
                .setWhy(notable.sentence())
                .setRetracted(notable.retracted())
                .build();
    }

    static Notable of(NotableRecord wire) {
        return new Notable(
                SeriesKey.parse(wire.getSeries()),
                wire.getAtMicros(),
                switch (wire.getStream()) {
                    case NOTABLE_STREAM_VALUE -> Notable.Stream.VALUE;
                    case NOTABLE_STREAM_AVERAGE -> Notable.Stream.AVERAGE;
                    case NOTABLE_STREAM_VOLATILITY -> Notable.Stream.VOLATILITY;
                    case NOTABLE_STREAM_RESIDUAL -> Notable.Stream.RESIDUAL;
                    case NOTABLE_STREAM_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("notable stream " + wire.getStreamValue() + " is unknown");
                },
                wire.getSign(),
                wire.getMargin(),
                wire.getValue(),
                wire.getUnit(),
                wire.getRetracted());
    }
}
