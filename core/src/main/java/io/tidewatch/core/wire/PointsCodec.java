// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.Heartbeat;
import io.tidewatch.core.wire.v1.Points;
import io.tidewatch.core.wire.v1.PointsRecord;
import org.jspecify.annotations.Nullable;

/** Records of the points topic. */
public final class PointsCodec {
    private PointsCodec() {}

    public static byte[] encode(SeriesPoints points) {
        Points.Builder wire = Points.newBuilder()
                .setSeries(points.series().toString())
                .setOrigin(
                        switch (points.origin()) {
                            case LIVE -> io.tidewatch.core.wire.v1.Origin.ORIGIN_LIVE;
                            case BACKFILL -> io.tidewatch.core.wire.v1.Origin.ORIGIN_BACKFILL;
                        });
        for (int i = 0; i < points.size(); i++) {
            wire.addTimeMicros(points.timeMicros()[i]).addValue(points.value()[i]);
        }
        return PointsRecord.newBuilder().setPoints(wire).build().toByteArray();
    }

    /** @param clockMicros event time, UTC microseconds since 1970 */
    public static byte[] encodeHeartbeat(long clockMicros) {
        return PointsRecord.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setClockMicros(clockMicros))
                .build()
                .toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static PointsMessage decode(byte[] bytes) {
        try {
            PointsRecord wire = PointsRecord.parseFrom(bytes);
            return switch (wire.getKindCase()) {
                case POINTS -> new PointsMessage.Batch(points(wire.getPoints()));
                case HEARTBEAT -> new PointsMessage.Clock(wire.getHeartbeat().getClockMicros());
                case KIND_NOT_SET -> throw new IllegalArgumentException("it holds neither points nor a heartbeat");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("points", e);
        }
    }

    /** Times and values of a batch for a reader that knows the series by the record's key; null for a heartbeat. */
    public static @Nullable Columns decodeColumns(byte[] bytes) {
        try {
            PointsRecord wire = PointsRecord.parseFrom(bytes);
            return switch (wire.getKindCase()) {
                case POINTS -> columns(wire.getPoints());
                case HEARTBEAT -> null;
                case KIND_NOT_SET -> throw new IllegalArgumentException("it holds neither points nor a heartbeat");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("points", e);
        }
    }

    /** As many times as values. */
    @SuppressWarnings("ArrayRecordComponent") // a hot path
    public record Columns(long[] timeMicros, double[] value) {}

    private static Columns columns(Points wire) {
        int size = wire.getTimeMicrosCount();
        if (size != wire.getValueCount()) {
            throw new IllegalArgumentException(size + " times and " + wire.getValueCount() + " values");
        }
        long[] times = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = wire.getTimeMicros(i);
            values[i] = wire.getValue(i);
        }
        return new Columns(times, values);
    }

    private static SeriesPoints points(Points wire) {
        long[] times = new long[wire.getTimeMicrosCount()];
        double[] values = new double[wire.getValueCount()];
        for (int i = 0; i < times.length; i++) {
            times[i] = wire.getTimeMicros(i);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = wire.getValue(i);
        }
        Origin origin =
                wire.getOrigin() == io.tidewatch.core.wire.v1.Origin.ORIGIN_BACKFILL ? Origin.BACKFILL : Origin.LIVE;
        return new SeriesPoints(SeriesKey.parse(wire.getSeries()), origin, times, values);
    }
}
