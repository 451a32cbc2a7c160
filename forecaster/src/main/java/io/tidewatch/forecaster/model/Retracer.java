// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.forecaster.feature.Holidays;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Forecasts a series from its last midnights with the cheap candidates: all of them, to weigh them by how they did, or those
 * of a mixture chosen earlier. Pure; safe for use by several threads.
 */
public final class Retracer {
    /** Fewer past midnights say too little about which model is good. */
    private static final int LEAST_PAST = 7;

    /** A model that weighs less is left out of a mixture, so that a refit costs only what counts. */
    private static final double LEAST_WEIGHT = 0.03;

    private final List<PathModel> models = Forecaster.cheap();

    /** Whether a mixture of these models can be made: one chosen by another release may name models that are gone. */
    public boolean knows(Set<String> names) {
        return models.stream().map(PathModel::name).collect(Collectors.toSet()).containsAll(names);
    }

    private record Run(PathModel model, double[][] paths, double[] errors, double[][] byPart) {}

    /**
     * @param history what is known before {@code end}, masked points left out; points may be missing
     * @param step in force, microseconds
     * @param end a local midnight, UTC microseconds
     * @param horizon how far to forecast, microseconds
     * @param weights of a mixture chosen earlier, by model; all candidates are tried where empty
     * @return empty where the history is too short for it, or lacks what a model of the mixture needs
     */
    public Optional<Retraced> retrace(
            History history,
            long step,
            long end,
            long horizon,
            ZoneId zone,
            Holidays holidays,
            Map<String, List<Double>> weights) {
        WallClock clock = new WallClock(zone);
        Resolution resolution = Resolution.of(step);
        if (resolution.isDaily() || history.size() == 0) {
            return Optional.empty();
        }
        long wallEnd = clock.day(end) * Micros.DAY;
        int rows = (int) Math.ceilDiv(horizon, resolution.step());
        Prepared prepared = Prepared.of(
                new History(clock.at(history.micros()), history.values(), history.weights()),
                resolution,
                wallEnd,
                rows,
                Forecaster.MOST_DAYS,
                holidays);
        int past = prepared.task().origins().length - 1;
        List<Run> runs = past < LEAST_PAST ? List.of() : run(prepared, rows, weights);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(weights.isEmpty() ? weigh(prepared, rows, runs) : mix(prepared, runs, weights));
    }

    private List<Run> run(Prepared prepared, int rows, Map<String, List<Double>> weights) {
        List<Run> runs = new ArrayList<>();
        for (PathModel model : models) {
            boolean wanted = weights.isEmpty() || weights.containsKey(model.name());
            if (wanted && model.suits(prepared.task())) {
                double[][] modelled = model.paths(prepared.task());
                double[][] own = new double[modelled.length][];
                double[] errors = new double[modelled.length];
                double[][] byPart = new double[modelled.length][];
                for (int o = 0; o < own.length; o++) {
                    own[o] = prepared.path(modelled[o], o, rows);
                    double[] residuals = prepared.residuals(o, own[o]);
                    errors[o] = prepared.error(o, residuals);
                    byPart[o] = prepared.errorByPart(o, residuals);
                }
                runs.add(new Run(model, own, errors, byPart));
            }
        }
        return weights.isEmpty() || runs.size() == weights.size() ? runs : List.of();
    }

    private static Retraced weigh(Prepared prepared, int rows, List<Run> runs) {
        int origins = prepared.task().origins().length;
        Blend blend = new Blend(
                runs.stream().map(Run::byPart).toArray(double[][][]::new),
                runs.stream().mapToDouble(run -> run.model().prior()).toArray());
        double[][][] all = runs.stream().map(Run::paths).toArray(double[][][]::new);
        double[][] mixed = new double[origins][];
        int reach = Math.ceilDiv(rows, prepared.resolution().rowsPerDay()) + 1;
        for (int o = 0; o < origins - 1; o++) {
            mixed[o] = Blend.mix(all, blend.weights(o, reach), o);
        }
        double error = error(prepared, mixed);
        int best = 0;
        for (int i = 1; i < runs.size(); i++) {
            best = pastError(runs.get(i)) < pastError(runs.get(best)) ? i : best;
        }
        if (pastError(runs.get(best)) < Forecaster.CLEARLY * error) {
            Run alone = runs.get(best);
            return mix(prepared, List.of(alone), Map.of(alone.model().name(), List.of(1.0)));
        }
        double[][] last = withoutLeast(blend.weights(origins - 1, 0));
        SortedMap<String, List<Double>> weights = new TreeMap<>();
        for (int i = 0; i < last.length; i++) {
            if (Stats.mean(last[i]) > 0) {
                weights.put(
                        runs.get(i).model().name(),
                        Arrays.stream(last[i]).boxed().toList());
            }
        }
        mixed[origins - 1] = future(prepared, Blend.mix(all, last, origins - 1));
        return new Retraced(
                Forecaster.BLEND, weights, prepared.resolution().step(), mixed, error, prepared.naiveError(rows));
    }

    /** Models that count little in the mean over the horizon count nothing; the others make up for them in each part. */
    private static double[][] withoutLeast(double[][] weights) {
        double[] kept = new double[weights[0].length];
        for (double[] weight : weights) {
            if (Stats.mean(weight) < LEAST_WEIGHT) {
                Arrays.fill(weight, 0);
            }
            for (int p = 0; p < kept.length; p++) {
                kept[p] += weight[p];
            }
        }
        for (double[] weight : weights) {
            for (int p = 0; p < kept.length; p++) {
                weight[p] /= kept[p];
            }
        }
        return weights;
    }

    private static Retraced mix(Prepared prepared, List<Run> runs, Map<String, List<Double>> weights) {
        int origins = prepared.task().origins().length;
        double[][][] all = runs.stream().map(Run::paths).toArray(double[][][]::new);
        double[][] share = runs.stream()
                .map(run -> weights.getOrDefault(run.model().name(), List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        double[][] mixed = new double[origins][];
        for (int o = 0; o < origins; o++) {
            mixed[o] = Blend.mix(all, share, o);
        }
        double error = error(prepared, mixed);
        int rows = mixed[0].length;
        mixed[origins - 1] = future(prepared, mixed[origins - 1]);
        String method = weights.size() == 1 ? weights.keySet().iterator().next() : Forecaster.BLEND;
        return new Retraced(
                method, new TreeMap<>(weights), prepared.resolution().step(), mixed, error, prepared.naiveError(rows));
    }

    private static double[] future(Prepared prepared, double[] path) {
        for (int k = 0; k < path.length; k++) {
            path[k] += prepared.holidayShift(k);
        }
        return path;
    }

    private static double pastError(Run run) {
        return Stats.mean(Arrays.copyOf(run.errors(), run.errors().length - 1));
    }

    private static double error(Prepared prepared, double[][] paths) {
        double sum = 0;
        for (int o = 0; o < paths.length - 1; o++) {
            sum += prepared.error(o, prepared.residuals(o, paths[o]));
        }
        return sum / (paths.length - 1);
    }
}
