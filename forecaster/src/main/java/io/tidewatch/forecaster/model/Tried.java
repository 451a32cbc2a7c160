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
    private final List<Run> runs = new ArrayList<>();
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
        Run run = Run.of(model, prepared, horizon);
        runs.add(run);
        single.add(judge(run.name(), run.paths(), clock));
        return true;
    }

    /**
     * Mixes all models tried.
     *
     * @param worth a blend made before stays unless the new one's past error is below so much of its
     */
    void blend(CpuClock clock, double worth) {
        Blend blend = new Blend(runs);
        double[][] mixed = blend.mixed(prepared, horizon, blend.weights());
        CandidateForecast made = judge(Forecaster.BLEND, mixed, clock);
        CandidateForecast before = blended;
        blended = before == null || made.pastError() < worth * before.pastError() ? made : before;
    }

    /** Whether the models tried so far and their blend fall short. */
    boolean fallsShort() {
        return Forecaster.fallShort(runs, candidates().getLast().pastError());
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
