// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.forecaster.profile.History;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions of a shop, drawn from a known probability: hundreds of visits by day, some by night, at times hardly any. */
class RatioTest {
    private static final int DAYS = 42;
    private static final long START = Micros.of(Instant.parse("2026-03-01T00:00:00Z"));
    private static final long END = START + DAYS * Micros.DAY;

    static Stream<ForecastMethod> methods() {
        return Stream.of(ForecastMethod.slotProfile(), new ChosenMethod());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void denominatorsBringTheExpectedValueNearerToTheTruth(ForecastMethod method) {
        double with = 0;
        double without = 0;
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Shop hours = shop(random, Micros.HOUR);
            without += error(method, hours.history());
            with += error(method, hours.history().weighted(hours.visits()));
        }
        assertThat(with).isLessThan(0.9 * without);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void equalDenominatorsChangeNothing(ForecastMethod method) {
        History history = shop(new Random(4), Micros.HOUR).history();
        double[] same = new double[history.times().length];
        Arrays.fill(same, 250);
        assertThat(expected(method, history.weighted(new Denominators(history.times(), same))))
                .containsExactly(expected(method, history));
    }

    private record Shop(History history, Denominators visits) {}

    private static double conversion(long time) {
        return 0.2 + 0.08 * Math.sin(2 * Math.PI * (time % Micros.DAY) / Micros.DAY);
    }

    private static Shop shop(Random random, long step) {
        long[] times = new long[(int) (DAYS * Micros.DAY / step)];
        double[] visits = new double[times.length];
        double[] ratio = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = START + i * step;
            boolean isNight = times[i] % Micros.DAY < 6 * Micros.HOUR;
            visits[i] = Math.max(1, Math.rint((isNight ? 20 : 200) * Math.exp(1.5 * random.nextGaussian())));
            int orders = 0;
            for (int visit = 0; visit < visits[i]; visit++) {
                orders += random.nextDouble() < conversion(times[i]) ? 1 : 0;
            }
            ratio[i] = orders / visits[i];
        }
        History history = History.of(SeriesKey.of("conversion"), times, ratio, ZoneOffset.UTC, step, END);
        return new Shop(history, new Denominators(times, visits));
    }

    private static float[] expected(ForecastMethod method, History history) {
        return method.train(history, Optional.empty(), 1)
                .orElseThrow()
                .forecast()
                .expected();
    }

    private static double error(ForecastMethod method, History history) {
        Forecast forecast =
                method.train(history, Optional.empty(), 1).orElseThrow().forecast();
        double sum = 0;
        for (long time = forecast.validFrom(); time < forecast.validTo(); time += history.stepMicros()) {
            sum += Math.abs(forecast.expectedAt(time) - conversion(time));
        }
        return sum;
    }
}
