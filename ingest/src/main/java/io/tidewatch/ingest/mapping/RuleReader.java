// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.quarkus.runtime.configuration.DurationConverter;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.window.wire.Aggregate;
import io.tidewatch.ingest.window.wire.Guard;
import io.tidewatch.ingest.window.wire.Input;
import io.tidewatch.ingest.window.wire.Output;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a rule in the file to one that works. */
final class RuleReader {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final String ONE = "value";

    private final RuleFile file;

    private RuleReader(RuleFile file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException saying what is wrong and what would be right */
    static Rule read(RuleFile file) {
        return new RuleReader(file).read();
    }

    private Rule read() {
        if (file.ignore()) {
            if (file.kpi() != null || file.step() != null || file.inputs() != null) {
                throw new IllegalArgumentException("ignore stands beside kpi, step or inputs; leave one out");
            }
            return new Rule.Ignore(Match.of(file.match()));
        }
        String kpi = name();
        LabelChoice labels = LabelChoice.of(file.labels());
        if (file.step() == null) {
            if (file.aggregate() != null || file.inputs() != null || file.guard() != null || file.late() != null) {
                throw new IllegalArgumentException("aggregate, inputs, guard and late need a step, as in step: 1m");
            }
            return new Rule.Select(Match.of(file.match()), kpi, labels, formula(List.of(ONE)));
        }
        return file.inputs() == null ? single(kpi, labels) : several(kpi, labels, file.inputs());
    }

    private String name() {
        String kpi = file.kpi();
        if (kpi == null) {
            throw new IllegalArgumentException("kpi is missing: the name of what it makes");
        }
        Kpi.requireName(Rule.PLACEHOLDER.matcher(kpi).replaceAll("x"));
        return kpi;
    }

    private Rule single(String kpi, LabelChoice labels) {
        Match match = Match.of(file.match());
        Aggregate aggregate = aggregate(file.aggregate());
        List<Double> quantiles = file.quantiles() == null ? List.of() : file.quantiles();
        boolean many = aggregate == Aggregate.HISTOGRAM || aggregate == Aggregate.QUANTILE;
        if (many == quantiles.isEmpty()) {
            throw new IllegalArgumentException(
                    "quantiles, as in [0.5, 0.99], belong to aggregate: quantile and aggregate: histogram");
        }
        quantiles.forEach(RuleReader::requireQuantile);
        WindowSpec.Builder spec = spec();
        List<String> suffixes = new ArrayList<>();
        if (!many) {
            spec.addInputs(Input.newBuilder().setName(ONE).setAggregate(aggregate));
            spec.addOutputs(Output.newBuilder().setFormula(file.formula() == null ? ONE : file.formula()));
            Optional<Formula> ignored = formula(List.of(ONE));
            guards(spec, List.of(ONE));
            return new Rule.Window(kpi, labels, Map.of(ONE, match), List.of(""), spec.build());
        }
        if (file.formula() != null) {
            throw new IllegalArgumentException("a formula over quantiles is an input each: use inputs");
        }
        guards(spec, List.of());
        outputs(spec, suffixes, aggregate, quantiles);
        return new Rule.Window(kpi, labels, Map.of(ONE, match), suffixes, spec.build());
    }

    /** One input and an output for each quantile, named .p50, .p99 and so on. */
    private static void outputs(
            WindowSpec.Builder spec, List<String> suffixes, Aggregate aggregate, List<Double> quantiles) {
        spec.addInputs(Input.newBuilder().setName(ONE).setAggregate(aggregate));
        for (double quantile : quantiles) {
            spec.addOutputs(Output.newBuilder().setHistogram(ONE).setQuantile(quantile));
            suffixes.add(suffix(quantile));
        }
    }

    /** What histograms become without a rule. */
    static Rule.Window histogram(Match match, String kpi, Duration step) {
        WindowSpec.Builder spec = WindowSpec.newBuilder()
                .setStepMicros(Micros.of(step))
                .setLateMicros(Micros.of(LATE))
                .setWaitMicros(Micros.of(WAIT));
        List<String> suffixes = new ArrayList<>();
        outputs(spec, suffixes, Aggregate.HISTOGRAM, List.of(0.5, 0.95, 0.99));
        return new Rule.Window(kpi, new LabelChoice(true, Map.of()), Map.of(ONE, match), suffixes, spec.build());
    }

    private Rule several(String kpi, LabelChoice labels, Map<String, RuleFile.InputFile> inputs) {
        if (file.match() != null || file.aggregate() != null || file.quantiles() != null) {
            throw new IllegalArgumentException("beside inputs, match, aggregate and quantiles stand in each input");
        }
        if (file.formula() == null) {
            throw new IllegalArgumentException("inputs need a formula over their names, as in errors / requests");
        }
        WindowSpec.Builder spec = spec();
        Map<String, Match> matches = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            Aggregate aggregate = aggregate(input.aggregate());
            if (aggregate == Aggregate.HISTOGRAM) {
                throw new IllegalArgumentException("input " + name + ": a histogram has a rule of its own");
            }
            double quantile = input.quantile() == null ? 0 : requireQuantile(input.quantile());
            if ((aggregate == Aggregate.QUANTILE) != (input.quantile() != null)) {
                throw new IllegalArgumentException("input " + name + ": quantile belongs to aggregate: quantile");
            }
            matches.put(name, Match.of(input.match()));
            spec.addInputs(
                    Input.newBuilder().setName(name).setAggregate(aggregate).setQuantile(quantile));
        });
        Optional<Formula> ignored = formula(List.copyOf(matches.keySet()));
        guards(spec, List.copyOf(matches.keySet()));
        spec.addOutputs(Output.newBuilder().setFormula(file.formula()));
        return new Rule.Window(kpi, labels, matches, List.of(""), spec.build());
    }

    private WindowSpec.Builder spec() {
        Duration step = duration("step", file.step(), Duration.ZERO);
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || step.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("step must be 1s to 1d, not " + file.step());
        }
        Duration late = duration("late", file.late(), LATE);
        if (late.isNegative() || late.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("late must be 0s to 1d, not " + file.late());
        }
        Duration wait = duration("wait", file.waits(), WAIT);
        if (wait.isNegative() || wait.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("wait must be 0s to 1h, not " + file.waits());
        }
        return WindowSpec.newBuilder()
                .setStepMicros(Micros.of(step))
                .setLateMicros(Micros.of(late))
                .setWaitMicros(Micros.of(wait));
    }

    private void guards(WindowSpec.Builder spec, List<String> names) {
        if (file.guard() == null) {
            return;
        }
        file.guard().forEach((name, least) -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("guard names " + name + ", which is no input; inputs are " + names);
            }
            spec.addGuards(Guard.newBuilder().setInput(name).setLeast(least));
        });
    }

    private Optional<Formula> formula(List<String> names) {
        if (file.formula() == null) {
            return Optional.empty();
        }
        Formula formula = Formula.parse(file.formula());
        for (String name : formula.names()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "formula \"" + file.formula() + "\" names " + name + "; it may name " + names);
            }
        }
        return Optional.of(formula);
    }

    private static Aggregate aggregate(@Nullable String text) {
        return switch (text == null ? "" : text) {
            case "sum" -> Aggregate.SUM;
            case "mean" -> Aggregate.MEAN;
            case "rate" -> Aggregate.RATE;
            case "count" -> Aggregate.COUNT;
            case "last" -> Aggregate.LAST;
            case "min" -> Aggregate.MIN;
            case "max" -> Aggregate.MAX;
            case "quantile" -> Aggregate.QUANTILE;
            case "histogram" -> Aggregate.HISTOGRAM;
            default ->
                throw new IllegalArgumentException(
                        "aggregate must be sum, mean, rate, count, last, min, max, quantile or histogram, not " + text);
        };
    }

    private static double requireQuantile(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("a quantile lies between 0 and 1, as 0.99, not " + quantile);
        }
        return quantile;
    }

    private static Duration duration(String name, @Nullable String text, Duration fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return DurationConverter.parseDuration(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + " must be a time such as 30s, 1m or 2h, not " + text, e);
        }
    }

    private static String suffix(double quantile) {
        String digits = new java.math.BigDecimal(Double.toString(quantile))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return ".p" + digits.replace(".", "").toLowerCase(Locale.ROOT);
    }
}
