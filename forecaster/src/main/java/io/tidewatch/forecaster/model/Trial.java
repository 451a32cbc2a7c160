// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Forecasts one series from its last midnights. Each model is fitted once, when first asked for. For one thread. */
public final class Trial {
    /** A model that weighs less is left out of a mixture, so that a refit costs only what counts. */
    private static final double LEAST_WEIGHT = 0.03;

    private final Prepared prepared;
    private final int rows;
    private final List<PathModel> cheap;
    private final List<PathModel> heavy;
    private final Map<PathModel, Run> runs = new HashMap<>();

    Trial(Prepared prepared, int rows, List<PathModel> cheap, List<PathModel> heavy) {
        this.prepared = prepared;
        this.rows = rows;
        this.cheap = cheap;
        this.heavy = heavy;
    }

    /** The cheap models, weighed by how they did. */
    public Retraced best() {
        return weigh(run(cheap));
    }

    /** As {@link #best}; where the cheap models fall short boosted trees are tried too, and stay if they are worth it. */
    public Retraced bestWithTrees() {
        List<Run> tried = new ArrayList<>(run(cheap));
        Retraced best = weigh(tried);
        if (Forecaster.fallShort(tried, best.pastError()) && tried.addAll(run(heavy))) {
            Retraced withTrees = weigh(tried);
            return withTrees.pastError() < Forecaster.WORTH_TREES * best.pastError() ? withTrees : best;
        }
        return best;
    }

    /**
     * A mixture chosen earlier.
     *
     * @param weights by model, at least one of them
     * @return empty where a model of it has too few rows
     */
    public Optional<Retraced> mixture(Map<String, List<Double>> weights) {
        List<PathModel> named = Stream.concat(cheap.stream(), heavy.stream())
                .filter(model -> weights.containsKey(model.name()))
                .toList();
        List<Run> parts = run(named);
        return parts.size() == weights.size() ? Optional.of(mix(parts, weights)) : Optional.empty();
    }

    private List<Run> run(List<PathModel> models) {
        return models.stream()
                .filter(model -> model.suits(prepared.task()))
                .map(model -> runs.computeIfAbsent(model, fitted -> Run.of(fitted, prepared, rows)))
                .toList();
    }

    private Retraced weigh(List<Run> tried) {
        Blend blend = new Blend(tried);
        double[][] last = withoutLeast(blend.weights());
        double[][] mixed = blend.mixed(prepared, rows, last);
        double error = error(mixed);
        Run alone = tried.getFirst();
        for (Run run : tried) {
            alone = run.pastError() < alone.pastError() ? run : alone;
        }
        if (alone.pastError() < Forecaster.CLEARLY * error) {
            return mix(List.of(alone), Map.of(alone.name(), List.of(1.0)));
        }
        SortedMap<String, List<Double>> weights = new TreeMap<>();
        for (int i = 0; i < last.length; i++) {
            if (Stats.mean(last[i]) > 0) {
                weights.put(tried.get(i).name(), Arrays.stream(last[i]).boxed().toList());
            }
        }
        return retraced(Forecaster.BLEND, tried, weights, mixed, error);
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

    private Retraced mix(List<Run> parts, Map<String, List<Double>> weights) {
        int origins = prepared.task().origins().length;
        double[][][] all = parts.stream().map(Run::paths).toArray(double[][][]::new);
        double[][] share = parts.stream()
                .map(run -> weights.getOrDefault(run.name(), List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        double[][] mixed = new double[origins][];
        for (int o = 0; o < origins; o++) {
            mixed[o] = Blend.mix(all, share, o);
        }
        String method = weights.size() == 1 ? weights.keySet().iterator().next() : Forecaster.BLEND;
        return retraced(method, parts, new TreeMap<>(weights), mixed, error(mixed));
    }

    private Retraced retraced(
            String method, List<Run> tried, SortedMap<String, List<Double>> weights, double[][] paths, double error) {
        SortedMap<String, String> provenance = new TreeMap<>();
        for (Run run : tried) {
            run.provenance()
                    .filter(told -> weights.containsKey(run.name()))
                    .ifPresent(told -> provenance.put(run.name(), told));
        }
        double[] ahead = paths[paths.length - 1];
        for (int k = 0; k < ahead.length; k++) {
            ahead[k] += prepared.holidayShift(k);
        }
        return new Retraced(
                method, weights, provenance, prepared.resolution().step(), paths, error, prepared.naiveError(rows));
    }

    private double error(double[][] paths) {
        double sum = 0;
        for (int o = 0; o < paths.length - 1; o++) {
            sum += prepared.error(o, prepared.residuals(o, paths[o]));
        }
        return sum / (paths.length - 1);
    }
}
