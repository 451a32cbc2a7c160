// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.forecaster.feature.Holidays;
import io.tidewatch.forecaster.model.boosted.SmileBoosting;
import io.tidewatch.forecaster.model.boosted.TribuoXgboost;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Forecasts a series with every candidate and their blend, and chooses by the errors of their past forecasts. */
public final class Forecaster {
    /** The name of the candidate that mixes all others. */
    public static final String BLEND = "blend";

    /** A single model replaces the blend only if it was better by this factor. */
    static final double CLEARLY = 0.75;

    /** Fewer past origins don't say which single model is clearly better. */
    private static final int LEAST_PAST = 7;

    /** Days of history that the cheap candidates look at, where a day has several rows. */
    public static final int MOST_DAYS = 56;

    /** The cheap ones fall short where the best of them is not better than this times the seasonal naive one. */
    private static final double SHORT = 0.9;

    /** Trees cost as much as a hundred cheap models: they stay where they lower the blend's past error so far. */
    static final double WORTH_TREES = 0.95;

    private final List<PathModel> models;
    private final List<PathModel> heavy;
    private final Heavy when;

    /** When heavy candidates are fitted as well. */
    public enum Heavy {
        NEVER,
        WHERE_CHEAP_FALLS_SHORT,
        ALWAYS
    }

    public Forecaster(List<PathModel> models, List<PathModel> heavy, Heavy when) {
        this.models = List.copyOf(models);
        this.heavy = List.copyOf(heavy);
        this.when = when;
    }

    /** The cheap candidates: milliseconds a series, no native code. */
    public static Forecaster standard() {
        return with(Heavy.NEVER);
    }

    /** The cheap candidates, and boosted trees when asked for: a hundred times as slow. */
    public static Forecaster with(Heavy when) {
        return new Forecaster(cheap(), heavy(), when);
    }

    static List<PathModel> heavy() {
        return List.of(new SmileBoosting(), new TribuoXgboost());
    }

    static List<PathModel> cheap() {
        return List.of(
                new SeasonalNaive(),
                new WithoutWeek(new DirectRidge()),
                new SeasonAndAr("season-ar", 1.5, 6, SeasonAndAr.Lags.NEAR_AND_DAYS),
                new SeasonAndAr("steady-ar", 1, 20, SeasonAndAr.Lags.NEAR_AND_DAYS),
                new SeasonAndAr("month-ar", 1, 20, SeasonAndAr.Lags.NEAR_AND_DAYS, SeasonAndAr.Anchor.FOUR_WEEKS),
                new WithoutWeek(new SeasonAndAr("week-ar", 3, 20, SeasonAndAr.Lags.NEAR_DAYS_AND_WEEK)),
                new WithoutWeek(new SeasonAndAr("steady-ar", 2.4, 20, SeasonAndAr.Lags.NEAR_AND_DAY)),
                new Analog(),
                new WithoutWeek(new SeasonAndHolt()),
                new RobustProfile(),
                new HarmonicRegression());
    }

    /**
     * Forecasts from the end of a history.
     *
     * @param history at least one finite value; points at or after {@code end} must not be in it
     * @param end UTC microseconds at which the forecast begins
     * @param horizonEnd UTC microseconds at which it ends
     * @param zone whose wall clock the seasons follow
     * @throws TidewatchException if the history holds no value
     */
    public SeriesForecast forecast(History history, long end, long horizonEnd, ZoneId zone) {
        return forecast(history, end, horizonEnd, zone, Holidays.none());
    }

    /** As {@link #forecast(History, long, long, ZoneId)}, with holidays taken for Sundays. */
    public SeriesForecast forecast(History history, long end, long horizonEnd, ZoneId zone, Holidays holidays) {
        History known = history.finite();
        if (known.size() == 0) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "a forecast needs at least one value, not 0");
        }
        WallClock clock = new WallClock(zone);
        History local = new History(clock.at(known.micros()), known.values(), known.weights());
        Resolution resolution = Resolution.of(Grid.usualStep(known.micros()));
        long wallEnd = clock.local(end);
        int horizon = (int) Math.max(1, Math.ceilDiv(clock.local(horizonEnd) - wallEnd, resolution.step()));
        Prepared prepared = Prepared.of(local, resolution, wallEnd, horizon, MOST_DAYS, holidays);
        List<CandidateForecast> candidates = candidates(prepared, horizon);
        int past = prepared.task().origins().length - 1;
        return new SeriesForecast(zone, wallEnd, resolution.step(), candidates, choose(candidates, past));
    }

    private List<CandidateForecast> candidates(Prepared prepared, int horizon) {
        CpuClock clock = CpuClock.start();
        Tried tried = new Tried(prepared, horizon);
        models.forEach(tried::add);
        tried.blend(clock, 1);
        boolean wanted = when == Heavy.ALWAYS || (when == Heavy.WHERE_CHEAP_FALLS_SHORT && tried.fallsShort());
        if (wanted && heavy.stream().filter(tried::add).count() > 0) {
            tried.blend(clock, WORTH_TREES);
        }
        return tried.candidates();
    }

    /** @param blended past error of the blend of these cheap models */
    static boolean fallShort(List<Run> cheap, double blended) {
        double best = blended;
        double naive = Double.NaN;
        for (Run run : cheap) {
            best = Math.min(best, run.pastError());
            naive = run.name().equals(SeasonalNaive.NAME) ? run.pastError() : naive;
        }
        return best > SHORT * naive;
    }

    private static CandidateForecast choose(List<CandidateForecast> candidates, int past) {
        CandidateForecast blend = candidates.getLast();
        if (past < LEAST_PAST) {
            return blend;
        }
        CandidateForecast best = candidates.stream()
                .min(Comparator.comparingDouble(CandidateForecast::pastError))
                .orElse(blend);
        return best.pastError() < CLEARLY * blend.pastError() ? best : blend;
    }
}
