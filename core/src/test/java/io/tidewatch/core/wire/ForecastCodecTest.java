// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.ForecastRecord;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastCodecTest {
    private static final int WEEKEND = 0b110_0000;
    private static final int WORKDAYS = 0b001_1111;

    @Test
    void intervals_of_weekdays_come_back() {
        Forecast forecast = forecast(
                List.of(new IntervalQuantile(0.5, -3, 4, WORKDAYS), new IntervalQuantile(0.5, -1, 2, WEEKEND)));
        Forecast read = ForecastCodec.decode(ForecastCodec.encode(forecast));
        assertThat(read).usingRecursiveComparison().isEqualTo(forecast);
        assertThat(read.interval(0.95, 4)).hasValue(forecast.intervals().getFirst());
        assertThat(read.interval(0.95, 5)).hasValue(forecast.intervals().getLast());
    }

    @Test
    void a_record_from_before_there_were_weekdays_is_for_the_whole_week() throws Exception {
        List<IntervalQuantile> intervals = List.of(new IntervalQuantile(0.5, -3, 4));
        ForecastRecord.Builder old = ForecastRecord.parseFrom(ForecastCodec.encode(forecast(intervals))).toBuilder();
        old.getIntervalsBuilderList().forEach(interval -> interval.clearWeekdays());
        assertThat(ForecastCodec.decode(old.build().toByteArray()).intervals()).isEqualTo(intervals);
    }

    private static Forecast forecast(List<IntervalQuantile> intervals) {
        NoiseProfile noise = new NoiseProfile(new float[NoiseProfile.BUCKETS], 1);
        return new Forecast(
                SeriesKey.of("signups"),
                1,
                "test",
                0,
                0,
                10,
                5,
                0,
                ZoneOffset.UTC,
                new float[] {1, 2},
                noise,
                noise,
                new float[0],
                new float[0],
                intervals);
    }
}
