// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.ForecastRecord;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Records of the forecasts topic. */
public final class ForecastCodec {
    private ForecastCodec() {}

    public static byte[] encode(Forecast forecast) {
        ForecastRecord.Builder wire = ForecastRecord.newBuilder()
                .setSeriesId(forecast.series().id().value())
                .setSeries(forecast.series().toString())
                .setModelVersion(forecast.modelVersion())
                .setMethod(forecast.method())
                .setTrainedToMicros(forecast.trainedTo())
                .setValidFromMicros(forecast.validFrom())
                .setValidToMicros(forecast.validTo())
                .setStepMicros(forecast.stepMicros())
                .setOriginMicros(forecast.origin())
                .setZone(forecast.zone().getId())
                .setFloorFast(forecast.fast().floor())
                .setFloorSlow(forecast.slow().floor());
        for (float value : forecast.expected()) {
            wire.addExpected(value);
        }
        for (int i = 0; i < NoiseProfile.BUCKETS; i++) {
            wire.addScaleFast(forecast.fast().scale()[i])
                    .addScaleSlow(forecast.slow().scale()[i]);
        }
        for (float value : forecast.habit()) {
            wire.addHabit(value);
        }
        for (float value : forecast.flatLine()) {
            wire.addFlatLine(value);
        }
        for (IntervalQuantile interval : forecast.intervals()) {
            wire.addIntervals(io.tidewatch.core.wire.v1.IntervalQuantile.newBuilder()
                    .setLevel((float) interval.level())
                    .setLower((float) interval.lower())
                    .setUpper((float) interval.upper())
                    .setWeekdays(interval.weekdays()));
        }
        return wire.build().toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Forecast decode(byte[] bytes) {
        try {
            ForecastRecord wire = ForecastRecord.parseFrom(bytes);
            return new Forecast(
                    SeriesKey.parse(wire.getSeries()),
                    wire.getModelVersion(),
                    wire.getMethod(),
                    wire.getTrainedToMicros(),
                    wire.getValidFromMicros(),
                    wire.getValidToMicros(),
                    wire.getStepMicros(),
                    wire.getOriginMicros(),
                    ZoneId.of(wire.getZone()),
                    floats(wire.getExpectedList()),
                    new NoiseProfile(floats(wire.getScaleFastList()), wire.getFloorFast()),
                    new NoiseProfile(floats(wire.getScaleSlowList()), wire.getFloorSlow()),
                    floats(wire.getHabitList()),
                    floats(wire.getFlatLineList()),
                    wire.getIntervalsList().stream()
                            .map(ForecastCodec::interval)
                            .toList());
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
            throw new Undecodable("forecast", e);
        }
    }

    private static IntervalQuantile interval(io.tidewatch.core.wire.v1.IntervalQuantile wire) {
        int weekdays = wire.getWeekdays() == 0 ? IntervalQuantile.ALL_WEEKDAYS : wire.getWeekdays();
        return new IntervalQuantile(wire.getLevel(), wire.getLower(), wire.getUpper(), weekdays);
    }

    private static float[] floats(List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }
}
