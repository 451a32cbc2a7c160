// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.tidewatch.core.series.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which KPIs a measured series belongs to. All rules that match apply, in the order of the file, up to one that ignores it; what
 * no rule matches becomes the KPI {@code measurement.field}, or {@code measurement} where the field is {@code value} or absent,
 * with all of its tags, and a histogram's buckets become its quantiles.
 */
public final class Mapping {
    /** The label that a histogram's counters have beside the series' own: their upper bound. */
    public static final String BOUND = "le";
    /** How the names of a histogram's counters end. */
    public static final String BUCKETS = "_bucket";
    /** Without any rule. */
    public static final Mapping PLAIN = new Mapping(List.of());

    private static final Duration HISTOGRAM_STEP = Duration.ofMinutes(1);
    private static final int KEPT = 60_000;
    private static final String PLAIN_FIELD = "value";

    private record Measured(String measurement, Map<String, String> tags) {}

    private final List<Rule> rules;
    /** What was seen lately, as each request brings the same series. */
    private final Map<Measured, Route> known = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Measured, Route> eldest) {
            return size() > KEPT;
        }
    };

    Mapping(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    public int rules() {
        return rules.size();
    }

    /** As {@link #route}, for protocols without fields, and quicker for what was seen lately. */
    public Route known(String measurement, Map<String, String> tags) {
        Measured measured = new Measured(measurement, tags);
        synchronized (known) {
            return known.computeIfAbsent(measured, missing -> route(missing.measurement, "", missing.tags));
        }
    }

    /**
     * @param field of the measurement; empty where the protocol has none
     * @param tags its labels; those with an empty value count as absent
     */
    public Route route(String measurement, String field, Map<String, String> tags) {
        List<Target> targets = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof Rule.Ignore(Match match)) {
                if (match.matches(measurement, field, tags)) {
                    return new Route(List.copyOf(targets));
                }
            } else {
                targets.addAll(rule.targets(measurement, field, tags));
            }
        }
        return new Route(targets.isEmpty() ? List.of(unruled(measurement, field, tags)) : List.copyOf(targets));
    }

    private static Target unruled(String measurement, String field, Map<String, String> tags) {
        if (measurement.endsWith(BUCKETS) && !Double.isNaN(bound(tags.get(BOUND)))) {
            String kpi = measurement.substring(0, measurement.length() - BUCKETS.length());
            Match any = new Match(new Glob("*"), new Glob("*"), Map.of());
            return RuleReader.histogram(any, kpi, HISTOGRAM_STEP)
                    .targets(measurement, field, tags)
                    .getFirst();
        }
        String kpi = field.isEmpty() || field.equals(PLAIN_FIELD) ? measurement : measurement + "." + field;
        return new Target.Point(new SeriesKey(kpi, new LabelChoice(true, Map.of()).of(tags)), Optional.empty());
    }

    /** The upper bound that a label says; NaN where it says none. */
    static double bound(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        if (text.equals("+Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
