// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.detection.FlatRuns;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class SlotProfileTest {
    private static final SeriesKey SERIES = SeriesKey.of("orders");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long STEP = 5 * Micros.MINUTE;
    private final SlotProfile trainer = new SlotProfile();

    /** What the wall clock of Berlin rules, whatever the offset. */
    private static double season(long micros) {
        long ofDay = new WallClock(BERLIN).timeOfDay(micros);
        return 100 + 40 * Math.sin(2 * Math.PI * ofDay / Micros.DAY);
    }

    @Test
    void follows_the_wall_clock_over_the_end_of_summer_time() {
        long midnight = Micros.of(Instant.parse("2026-10-24T22:00:00Z"));
        Forecast forecast = train(midnight, 21, SlotProfileTest::season, List.of());
        assertThat(forecast.validFrom()).isEqualTo(Micros.of(Instant.parse("2026-10-25T02:00:00Z")));
        for (long at = forecast.validFrom(); at < forecast.validTo(); at += STEP) {
            assertThat((double) forecast.expectedAt(at)).as("at %d", at).isCloseTo(season(at), within(0.01));
        }
        assertThat(forecast.validTo() - forecast.validFrom()).isEqualTo(2 * Micros.DAY);
    }

    @Test
    void knows_the_noise_and_holds_what_its_intervals_promise() {
        Random random = new Random(8);
        long midnight = Micros.of(Instant.parse("2026-06-30T22:00:00Z"));
        Forecast forecast = train(midnight, 21, t -> season(t) + 3 * random.nextGaussian(), List.of());
        // A level with rate 0.02 adds little to the mean absolute deviation of 3 sqrt(2 / pi).
        assertThat((double) forecast.slow().scale()[20]).isCloseTo(2.5, within(0.35));
        IntervalQuantile ninety = forecast.intervals().get(2);
        assertThat(ninety.level()).isEqualTo(0.9);
        double width = forecast.futureScale(20);
        assertThat(ninety.upper() * width).isCloseTo(3 * 1.645, within(0.6));
        assertThat(ninety.lower() * width).isCloseTo(-3 * 1.645, within(0.6));
    }

    @Test
    void one_day_is_enough_and_less_is_not() {
        long midnight = Micros.of(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(trainer.train(history(midnight, 1, SlotProfileTest::season, List.of()), 1))
                .isPresent();
        History half = new History(
                SERIES,
                times(midnight, 1),
                values(times(midnight, 1), SlotProfileTest::season),
                150,
                288,
                List.of(),
                BERLIN,
                STEP,
                midnight);
        assertThat(trainer.train(half, 1)).isEmpty();
    }

    @Test
    void what_is_masked_leaves_no_trace() {
        long midnight = Micros.of(Instant.parse("2026-06-30T22:00:00Z"));
        long from = midnight - 2 * Micros.DAY;
        List<TimeRange> mask = List.of(new TimeRange(from, midnight));
        Forecast clean = train(midnight, 21, SlotProfileTest::season, mask);
        Forecast masked = train(midnight, 21, t -> t >= from ? 10_000 : season(t), mask);
        assertThat(masked.expected()).containsExactly(clean.expected());
        assertThat(masked.slow().scale()).containsExactly(clean.slow().scale());
    }

    @Test
    void a_spike_that_comes_every_day_at_about_the_same_time_is_a_habit() {
        Random random = new Random(8);
        long midnight = Micros.of(Instant.parse("2026-06-30T22:00:00Z"));
        Forecast forecast = train(
                midnight,
                21,
                t -> {
                    long ofDay = new WallClock(BERLIN).timeOfDay(t);
                    long day = new WallClock(BERLIN).day(t);
                    long spike = 9 * Micros.HOUR + (day % 3 - 1) * STEP;
                    return season(t) + random.nextGaussian() + (ofDay / STEP == spike / STEP ? 50 : 0);
                },
                List.of());
        assertThat(forecast.habit()[9 * 6]).isGreaterThan(40);
        assertThat(forecast.habit()[15 * 6]).isLessThan(5);
    }

    @Test
    void the_flat_line_table_counts_runs() {
        Random random = new Random(8);
        long midnight = Micros.of(Instant.parse("2026-06-30T22:00:00Z"));
        // Each value repeats the one before with probability 1/4: P(run >= r) = 4^(1 - r).
        double[] last = {0};
        Forecast forecast =
                train(midnight, 21, t -> last[0] = random.nextInt(4) == 0 ? last[0] : random.nextDouble(), List.of());
        assertThat(forecast.flatLine()[0]).isEqualTo(1);
        assertThat((double) forecast.flatLine()[1]).isCloseTo(0.25, within(0.02));
        assertThat(FlatRuns.evidence(forecast.flatLine(), 9)).isCloseTo(8 * Math.log10(4), within(0.5));
    }

    private Forecast train(long midnight, int days, LongToDoubleFunction value, List<TimeRange> masks) {
        return trainer.train(history(midnight, days, value, masks), 1).orElseThrow();
    }

    private static History history(long midnight, int days, LongToDoubleFunction value, List<TimeRange> masks) {
        long[] times = times(midnight, days);
        return new History(SERIES, times, values(times, value), 0, times.length, masks, BERLIN, STEP, midnight);
    }

    private static long[] times(long midnight, int days) {
        long[] times = new long[days * 288];
        for (int i = 0; i < times.length; i++) {
            times[i] = midnight - (times.length - i) * STEP;
        }
        return times;
    }

    private static double[] values(long[] times, LongToDoubleFunction value) {
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = value.applyAsDouble(times[i]);
        }
        return values;
    }
}
