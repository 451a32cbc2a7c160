// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.feature.Holidays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final int DAYS = 42;
    private static final int FROM = DAYS * 24;
    private static final int TO = FROM + 24;

    @Test
    void findsTheTruthUnderTheNoise() {
        KnownSeries series = KnownSeries.hourly(1, DAYS + 1);
        assertThat(series.error(series.forecast(FROM, TO), FROM, TO)).isLessThan(0.6);
    }

    @Test
    void bearsMissingDataAndGaps() {
        KnownSeries series = KnownSeries.hourly(2, DAYS + 1);
        Random random = new Random(2);
        for (int i = 0; i < FROM; i++) {
            if (random.nextInt(10) == 0 || (i > 500 && i < 572)) {
                series.values[i] = Double.NaN;
            }
        }
        assertThat(series.error(series.forecast(FROM, TO), FROM, TO)).isLessThan(1);
    }

    @Test
    void isNotLedAstrayByUnlabelledAnomalies() {
        KnownSeries series = KnownSeries.hourly(3, DAYS + 1);
        for (int i : new int[] {200, 201, 202, 450, 700, 701, 900}) {
            series.values[i] *= 20;
        }
        assertThat(series.error(series.forecast(FROM, TO), FROM, TO)).isLessThan(0.8);
    }

    @Test
    void followsALevelThatJumped() {
        KnownSeries series = KnownSeries.hourly(4, DAYS + 1);
        for (int i = FROM - 5 * 24; i < series.truth.length; i++) {
            series.truth[i] += 60;
            series.values[i] += 60;
        }
        assertThat(series.error(series.forecast(FROM, TO), FROM, TO)).isLessThan(2);
    }

    @Test
    void saysSomethingSensibleAfterTwoDays() {
        KnownSeries series = KnownSeries.hourly(5, 4);
        SeriesForecast forecast = series.forecast(50, 74);
        assertThat(series.error(forecast, 50, 74)).isLessThan(5);
        assertThat(forecast.chosen().upper(5, 0.95))
                .isGreaterThan(forecast.chosen().lower(5, 0.95) + 1);
    }

    @Test
    void bearsOnePoint() {
        KnownSeries series = KnownSeries.hourly(6, 2);
        SeriesForecast forecast = series.forecast(1, 25);
        assertThat(forecast.chosen().expected()).hasSize(1);
        assertThat(forecast.chosen().expected()[0]).isCloseTo(series.values[0], Offset.offset(1e-9));
    }

    @Test
    void isExactOnAConstant() {
        KnownSeries series = KnownSeries.hourly(7, DAYS + 1);
        Arrays.fill(series.values, 42);
        CandidateForecast chosen = series.forecast(FROM, TO).chosen();
        for (int k = 0; k < 24; k++) {
            assertThat(chosen.expected()[k]).isCloseTo(42, Offset.offset(1e-6));
            assertThat(chosen.upper(k, 0.95) - chosen.lower(k, 0.95)).isBetween(0.0, 1e-3);
        }
    }

    @Test
    void refusesAHistoryWithoutValues() {
        History empty = new History(new long[] {0, 1}, new double[] {Double.NaN, Double.NaN});
        assertThatThrownBy(() -> Forecaster.standard().forecast(empty, 2, 3, ZoneOffset.UTC))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("at least one value");
    }

    @Test
    void keepsTheSeasonOnTheWallClockAcrossDaylightSaving() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        KnownSeries series = KnownSeries.hourly(8, DAYS + 2);
        long start = Instant.parse("2025-02-17T00:00:00Z").toEpochMilli() * 1_000;
        Random random = new Random(8);
        for (int i = 0; i < series.micros.length; i++) {
            series.micros[i] = start + i * KnownSeries.HOUR;
            Instant time = Instant.ofEpochMilli(series.micros[i] / 1_000);
            int hour = time.atZone(berlin).getHour();
            series.truth[i] = hour >= 8 && hour < 18 ? 200 : 100;
            series.values[i] = series.truth[i] + random.nextGaussian();
        }
        int from = 41 * 24 - 1; // local midnight after the clocks went forward on 30 March
        History known = series.before(from);
        long end = series.micros[from] + 24 * KnownSeries.HOUR;
        double local =
                series.error(Forecaster.standard().forecast(known, series.micros[from], end, berlin), from, from + 24);
        double utc = series.error(
                Forecaster.standard().forecast(known, series.micros[from], end, ZoneOffset.UTC), from, from + 24);
        assertThat(local).isLessThan(2);
        assertThat(utc).isGreaterThan(2 * local);
    }

    @Test
    void takesAHolidayForASunday() {
        KnownSeries series = KnownSeries.hourly(14, DAYS + 1);
        LocalDate eve = Instant.ofEpochMilli(series.micros[FROM] / 1_000)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        Set<LocalDate> free = Set.of(eve, eve.minusDays(19));
        for (int i = 0; i < series.values.length; i++) {
            LocalDate date = eve.minusDays(DAYS).plusDays(i / 24);
            boolean rest = date.getDayOfWeek() == DayOfWeek.SUNDAY || free.contains(date);
            series.truth[i] -= rest ? 40 : 0;
            series.values[i] -= rest ? 40 : 0;
        }
        long end = series.micros[TO - 1] + KnownSeries.HOUR;
        SeriesForecast told = Forecaster.standard()
                .forecast(series.before(FROM), series.micros[FROM], end, ZoneOffset.UTC, Holidays.on(free));
        assertThat(eve.getDayOfWeek()).isNotEqualTo(DayOfWeek.SUNDAY);
        assertThat(series.error(told, FROM, TO)).isLessThan(6);
        assertThat(series.error(series.forecast(FROM, TO), FROM, TO)).isGreaterThan(20);
    }

    @Test
    void intervalsHoldWhatTheySay() {
        int inside80 = 0;
        int inside95 = 0;
        int points = 0;
        for (int seed = 100; seed < 160; seed++) {
            KnownSeries series = KnownSeries.hourly(seed, DAYS + 1);
            CandidateForecast chosen = series.forecast(FROM, TO).chosen();
            for (int k = 0; k < 24; k++, points++) {
                double actual = series.values[FROM + k];
                inside80 += actual >= chosen.lower(k, 0.8) && actual <= chosen.upper(k, 0.8) ? 1 : 0;
                inside95 += actual >= chosen.lower(k, 0.95) && actual <= chosen.upper(k, 0.95) ? 1 : 0;
            }
        }
        assertThat((double) inside80 / points).isBetween(0.76, 0.88);
        assertThat((double) inside95 / points).isBetween(0.93, 0.985);
    }

    @Test
    void isDeterministic() {
        KnownSeries series = KnownSeries.hourly(9, DAYS + 1);
        assertThat(series.forecast(FROM, TO).chosen().expected())
                .isEqualTo(series.forecast(FROM, TO).chosen().expected());
    }

    @Test
    void forecastsMinutesThroughBlocks() {
        KnownSeries series = new KnownSeries(10, 10 * 1_440, 60_000_000L);
        int from = 9 * 1_440;
        SeriesForecast forecast = series.forecast(from, from + 1_440);
        assertThat(forecast.chosen().expected()).hasSize(1_440);
        assertThat(series.error(forecast, from, from + 1_440)).isLessThan(1);
    }

    @Test
    void forecastsDays() {
        KnownSeries series = new KnownSeries(11, 200, Grid.DAY);
        assertThat(series.error(series.forecast(190, 197), 190, 197)).isLessThan(1.2);
    }

    @Test
    void knowsTheTimeOfTheYear() {
        KnownSeries series = new KnownSeries(15, 790, Grid.DAY);
        for (int i = 0; i < series.values.length; i++) {
            double year = 30 * Math.sin(2 * Math.PI * i / 365.2425);
            series.truth[i] += year;
            series.values[i] += year;
        }
        SeriesForecast forecast = series.forecast(730, 790);
        double week = 0;
        for (int i = 730; i < 790; i++) {
            week += Math.abs(series.values[723 + (i - 730) % 7] - series.truth[i]) / 60;
        }
        assertThat(series.error(forecast, 730, 790)).isLessThan(0.4 * week);
    }

    @Test
    void bearsUnevenSteps() {
        KnownSeries series = KnownSeries.hourly(12, DAYS + 1);
        Random random = new Random(12);
        for (int i = 0; i < series.micros.length; i++) {
            series.micros[i] += random.nextInt(600) * 1_000_000L;
        }
        SeriesForecast forecast = series.forecast(FROM, TO);
        assertThat(series.error(forecast, FROM, TO)).isLessThan(2.5);
    }

    @Test
    void triesTreesWhereAsked() {
        KnownSeries series = KnownSeries.hourly(13, DAYS + 1);
        History known = series.before(FROM);
        SeriesForecast forecast = Forecaster.with(Forecaster.Heavy.ALWAYS)
                .forecast(known, series.micros[FROM], series.micros[TO - 1] + KnownSeries.HOUR, ZoneOffset.UTC);
        assertThat(forecast.candidates())
                .extracting(CandidateForecast::name)
                .contains("smile-gbm", "tribuo-xgboost")
                .endsWith(Forecaster.BLEND);
        assertThat(series.error(forecast, FROM, TO)).isLessThan(0.8);
    }
}
