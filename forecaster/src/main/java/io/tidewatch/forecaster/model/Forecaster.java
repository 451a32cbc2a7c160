// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.feature.WallClock;
import io.tidewatch.forecaster.interval.Conformal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Forecasts a series with every candidate and their blend, and chooses by the errors of their past forecasts. */
public final class Forecaster {
    /** The name of the candidate that mixes all others. */
    public static final String BLEND = "blend";

    /** A single model replaces the blend only if it was better by this factor. */
    private static final double CLEARLY = 0.75;

    private static final int MOST_DAYS = 56;

    private final List<PathModel> models;

    public Forecaster(List<PathModel> models) {
        this.models = List.copyOf(models);
    }

    /** The cheap candidates: milliseconds a series, no native code. */
    public static Forecaster standard() {
        return new Forecaster(List.of(
                SeasonalNaive.daily(),
                SeasonalNaive.weekly(),
                new DirectRidge(),
                new RecursiveRidge(),
                new DoubleSeasonal(),
                new DampedHolt()));
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
        History known = history.finite();
        if (known.size() == 0) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "a forecast needs at least one value, not 0");
        }
        WallClock clock = new WallClock(zone);
        History local = new History(clock.at(known.micros()), known.values());
        Resolution resolution = Resolution.of(Grid.usualStep(known.micros()));
        long wallEnd = clock.at(end);
        int horizon = (int) Math.max(1, Math.ceilDiv(clock.at(horizonEnd) - wallEnd, resolution.step()));
        Prepared prepared = Prepared.of(local, resolution, wallEnd, horizon, MOST_DAYS);
        List<CandidateForecast> candidates = candidates(prepared, horizon);
        return new SeriesForecast(zone, wallEnd, resolution.step(), candidates, choose(candidates));
    }

    private List<CandidateForecast> candidates(Prepared prepared, int horizon) {
        int count = models.size();
        int origins = prepared.task().origins().length;
        double[][][] paths = new double[count][origins][];
        double[][] errors = new double[count][origins];
        List<CandidateForecast> candidates = new ArrayList<>();
        CpuClock all = CpuClock.start();
        for (int i = 0; i < count; i++) {
            CpuClock own = CpuClock.start();
            double[][] modelled = models.get(i).paths(prepared.task());
            for (int o = 0; o < origins; o++) {
                paths[i][o] = prepared.path(modelled[o], o, horizon);
                errors[i][o] = meanAbsolute(prepared.residuals(o, paths[i][o]));
            }
            candidates.add(judge(models.get(i).name(), paths[i], prepared, own));
        }
        double[] priors = models.stream().mapToDouble(PathModel::prior).toArray();
        Blend blend = new Blend(errors, priors);
        double[][] mixed = new double[origins][];
        int reach = Math.ceilDiv(horizon, prepared.resolution().rowsPerDay()) + 1;
        for (int o = 0; o < origins; o++) {
            mixed[o] = Blend.mix(paths, blend.weights(o, o == origins - 1 ? 0 : reach), o);
        }
        candidates.add(judge(BLEND, mixed, prepared, all));
        return candidates;
    }

    private static CandidateForecast judge(String name, double[][] paths, Prepared prepared, CpuClock clock) {
        int past = paths.length - 1;
        double[] expected = paths[past];
        double[][] residuals = new double[past][];
        double[] errors = new double[past];
        for (int o = 0; o < past; o++) {
            residuals[o] = prepared.residuals(o, paths[o]);
            errors[o] = meanAbsolute(residuals[o]);
        }
        double[] truth = prepared.truth();
        double slack = 1e-9 * (1 + Math.abs(truth[truth.length - 1]));
        Conformal interval = past > 0
                ? Conformal.of(residuals, expected.length, slack)
                : Conformal.of(prepared.naiveResiduals(expected.length), expected.length, slack);
        double error = past > 0 ? Stats.mean(errors) : Double.NaN;
        return new CandidateForecast(name, expected, interval, error, interval.score(residuals), clock.nanos());
    }

    private static CandidateForecast choose(List<CandidateForecast> candidates) {
        CandidateForecast blend = candidates.getLast();
        CandidateForecast best = candidates.stream()
                .min(Comparator.comparingDouble(CandidateForecast::pastError))
                .orElse(blend);
        return best.pastError() < CLEARLY * blend.pastError() ? best : blend;
    }

    private static double meanAbsolute(double[] residuals) {
        double sum = 0;
        int count = 0;
        for (double r : residuals) {
            if (Double.isFinite(r)) {
                sum += Math.abs(r);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
