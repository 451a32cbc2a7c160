// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.feature.Holidays;
import io.tidewatch.forecaster.model.CandidateForecast;
import io.tidewatch.forecaster.model.CpuClock;
import io.tidewatch.forecaster.model.Forecaster;
import io.tidewatch.forecaster.model.Grid;
import io.tidewatch.forecaster.model.History;
import io.tidewatch.forecaster.model.Resolution;
import io.tidewatch.forecaster.model.SeriesForecast;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Forecasts the last horizons of a history, each from nothing but what came before it. */
public final class Backtest {
    private static final int LEAST_CYCLES = 2;

    /**
     * One forecast beside what happened.
     *
     * @param number 1 for the oldest
     * @param from index in the history of the first point forecast
     * @param to index after the last
     * @param naiveError mean absolute difference to a season before, over the history known
     */
    public record Fold(int number, int from, int to, double naiveError, SeriesForecast forecast, long cpuNanos) {}

    private final Forecaster forecaster;
    private final Duration horizon;
    private final int folds;
    private final ZoneId zone;
    private final Holidays holidays;

    public Backtest(Forecaster forecaster, Duration horizon, int folds, ZoneId zone, Holidays holidays) {
        this.forecaster = forecaster;
        this.horizon = horizon;
        this.folds = folds;
        this.zone = zone;
        this.holidays = holidays;
    }

    /** @throws TidewatchException if too little lies before the first fold; the message says how much is needed */
    public List<Fold> run(History history) {
        Resolution resolution = Resolution.of(Grid.usualStep(history.micros()));
        long span = horizon.toNanos() / 1_000;
        if (span < resolution.step()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "the horizon must be at least one step, " + duration(resolution.step()) + ", not " + horizon);
        }
        long end = history.micros()[history.size() - 1] + resolution.step();
        long needed = LEAST_CYCLES * resolution.cycle() * resolution.step();
        long first = end - folds * span;
        if (first - history.micros()[0] < needed) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "too short: " + folds + " folds of " + horizon + " need " + duration(folds * span) + " and "
                            + duration(needed) + " before them, but the points span "
                            + duration(end - history.micros()[0]) + "; use fewer folds or a shorter horizon");
        }
        List<Fold> result = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            result.add(fold(history, fold + 1, first + fold * span, first + (fold + 1) * span, resolution));
        }
        return result;
    }

    private Fold fold(History history, int number, long start, long end, Resolution resolution) {
        int from = history.indexOf(start);
        int to = history.indexOf(end);
        History known = history.first(from);
        if (known.finite().size() == 0) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "fold " + number + " has no value before " + time(start) + "; use fewer folds");
        }
        CpuClock clock = CpuClock.start();
        SeriesForecast forecast = forecaster.forecast(known, start, end, zone, holidays);
        return new Fold(number, from, to, naiveError(known, resolution), forecast, clock.nanos());
    }

    /** Adds a fold's errors to each candidate's measures and to those of the chosen one. */
    public static void measure(History history, Fold fold, Scoreboard board) {
        SeriesForecast forecast = fold.forecast();
        for (int i = fold.from(); i < fold.to(); i++) {
            double actual = history.values()[i];
            if (!Double.isFinite(actual)) {
                continue;
            }
            int row = forecast.rowOf(history.micros()[i]);
            for (CandidateForecast candidate : forecast.candidates()) {
                board.of(candidate.name()).add(candidate, clampRow(row, candidate), actual, fold.naiveError());
            }
            board.chosen().add(forecast.chosen(), clampRow(row, forecast.chosen()), actual, fold.naiveError());
        }
        for (CandidateForecast candidate : forecast.candidates()) {
            board.of(candidate.name()).cpu(candidate.cpuNanos());
        }
        board.chosen().cpu(fold.cpuNanos());
        board.won(forecast.chosen().name());
    }

    static int clampRow(int row, CandidateForecast candidate) {
        return Math.clamp(row, 0, candidate.expected().length - 1);
    }

    private static double naiveError(History history, Resolution resolution) {
        History finite = history.finite();
        long lag = resolution.cycle() * resolution.step();
        double sum = 0;
        int count = 0;
        int before = 0;
        for (int i = 0; i < finite.size(); i++) {
            long then = finite.micros()[i] - lag;
            while (before < i && finite.micros()[before] < then) {
                before++;
            }
            if (finite.micros()[before] == then) {
                sum += Math.abs(finite.values()[i] - finite.values()[before]);
                count++;
            }
        }
        return count == 0 ? spread(finite) : sum / count;
    }

    /** For uneven times, where no point lies exactly a season before another. */
    private static double spread(History history) {
        double sum = 0;
        for (int i = 1; i < history.size(); i++) {
            sum += Math.abs(history.values()[i] - history.values()[i - 1]);
        }
        return sum / Math.max(1, history.size() - 1);
    }

    static String time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
                .toString();
    }

    private static String duration(long micros) {
        double hours = micros / 3.6e9;
        return hours >= 48
                ? BigDecimal.valueOf(Math.round(hours / 2.4), 1)
                                .stripTrailingZeros()
                                .toPlainString() + " days"
                : Math.round(hours * 100) / 100.0 + " hours";
    }
}
