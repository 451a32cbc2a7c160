// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.forecaster.interval.Conformal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The models tried on one series so far, their paths and errors, and last of all their blend. */
final class Tried {
    private final Prepared prepared;
    private final int horizon;
    private final List<PathModel> models = new ArrayList<>();
    private final List<double[][]> paths = new ArrayList<>();
    private final List<CandidateForecast> single = new ArrayList<>();
    private @Nullable CandidateForecast blended;

    Tried(Prepared prepared, int horizon) {
        this.prepared = prepared;
        this.horizon = horizon;
    }

    /** Fits a model; false if it has nothing to say about such rows. */
    boolean add(PathModel model) {
        if (!model.suits(prepared.task())) {
            return false;
        }
        CpuClock clock = CpuClock.start();
        double[][] modelled = model.paths(prepared.task());
        double[][] own = new double[modelled.length][];
        for (int o = 0; o < own.length; o++) {
            own[o] = prepared.path(modelled[o], o, horizon);
        }
        models.add(model);
        paths.add(own);
        single.add(judge(model.name(), own, clock));
        return true;
    }

    /**
     * Mixes all models tried.
     *
     * @param worth a blend made before stays unless the new one's past error is below so much of its
     */
    void blend(CpuClock clock, double worth) {
        double[][][] all = paths.toArray(double[][][]::new);
        int origins = prepared.task().origins().length;
        double[][][] errors = new double[all.length][origins][];
        for (int i = 0; i < all.length; i++) {
            for (int o = 0; o < origins; o++) {
                errors[i][o] = prepared.errorByPart(o, prepared.residuals(o, all[i][o]));
            }
        }
        Blend blend =
                new Blend(errors, models.stream().mapToDouble(PathModel::prior).toArray());
        double[][] mixed = new double[origins][];
        int reach = Math.ceilDiv(horizon, prepared.resolution().rowsPerDay()) + 1;
        for (int o = 0; o < origins; o++) {
            mixed[o] = Blend.mix(all, blend.weights(o, o == origins - 1 ? 0 : reach), o);
        }
        CandidateForecast made = judge(Forecaster.BLEND, mixed, clock);
        CandidateForecast before = blended;
        blended = before == null || made.pastError() < worth * before.pastError() ? made : before;
    }

    /** Every model's forecast, and the blend's last. */
    List<CandidateForecast> candidates() {
        List<CandidateForecast> candidates = new ArrayList<>(single);
        candidates.add(Objects.requireNonNull(blended, "blend first"));
        return candidates;
    }

    private CandidateForecast judge(String name, double[][] paths, CpuClock clock) {
        int past = paths.length - 1;
        double[] expected = paths[past].clone();
        for (int k = 0; k < expected.length; k++) {
            expected[k] += prepared.holidayShift(k);
        }
        double[][] residuals = new double[past][];
        double[] errors = new double[past];
        for (int o = 0; o < past; o++) {
            residuals[o] = prepared.residuals(o, paths[o]);
            errors[o] = prepared.error(o, residuals[o]);
        }
        double[] truth = prepared.truth();
        double slack = 1e-9 * (1 + Math.abs(truth[truth.length - 1]));
        double[][] judged = past > 0 ? residuals : prepared.naiveResiduals(horizon);
        Conformal interval = Conformal.of(judged, horizon, slack);
        double error = past > 0 ? Stats.mean(errors) : Double.NaN;
        return new CandidateForecast(name, expected, interval, error, interval.score(residuals), clock.nanos());
    }
}
