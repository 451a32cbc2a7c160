// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model.boosted;

import io.tidewatch.forecaster.model.PathModel;
import io.tidewatch.forecaster.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What boosted models have in common: the rows that they learn from, and a refit for every few origins only. */
abstract class BoostedModel implements PathModel {
    private static final int REFITS = 3;
    private static final int LEAST_ROWS = 200;

    @Override
    public double prior() {
        return 1;
    }

    @Override
    public boolean suits(Task task) {
        int needed = new TreeFeatures(task.rows()).history() + task.horizon();
        return task.rows().size() >= needed + LEAST_ROWS; // origins with less before them get the base
    }

    /**
     * What was learnt.
     *
     * @param change what a row of features will differ from its base
     */
    record Fitted(ToDoubleFunction<double[]> change, Optional<String> provenance) {
        static final Fitted NOTHING = new Fitted(row -> 0, Optional.empty());
    }

    /** Learns from the features and targets. */
    abstract Fitted fit(double[][] features, double[] targets);

    @Override
    public double[][] paths(Task task) {
        return modelled(task).paths();
    }

    @Override
    public Modelled modelled(Task task) {
        int origins = task.origins().length;
        TreeFeatures features = new TreeFeatures(task.rows());
        double[][] paths = new double[origins][task.horizon()];
        int every = Math.max(1, Math.ceilDiv(origins - 1, REFITS));
        Fitted model = Fitted.NOTHING;
        for (int o = 0; o < origins; o++) {
            int origin = task.origins()[o];
            if (o % every == 0 || o == origins - 1) {
                model = learn(task, features, origin);
            }
            for (int k = 0; k < task.horizon(); k++) {
                double change = origin < features.history() ? 0 : model.change().applyAsDouble(features.at(origin, k));
                paths[o][k] = features.base(origin, k) + change;
            }
        }
        return new Modelled(paths, model.provenance());
    }

    private Fitted learn(Task task, TreeFeatures features, int origin) {
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        int spacing = Math.max(1, task.rows().cycle() / 2);
        int first = features.history();
        for (int start = first + Math.floorMod(origin - first, spacing); start < origin; start += spacing) {
            for (int k = 0; k < task.horizon() && start + k < origin; k++) {
                rows.add(features.at(start, k));
                targets.add(task.rows().y()[start + k] - features.base(start, k));
            }
        }
        if (rows.size() < LEAST_ROWS) {
            return Fitted.NOTHING;
        }
        return fit(
                rows.toArray(double[][]::new),
                targets.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
