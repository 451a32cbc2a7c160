// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule that was checked. */
sealed interface Rule {
    Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    /** Empty where it is not for this series. */
    List<Target> targets(String measurement, String field, Map<String, String> tags);

    /** What it matches is not wanted, and no rule after it is asked. */
    record Ignore(Match match) implements Rule {
        @Override
        public List<Target> targets(String measurement, String field, Map<String, String> tags) {
            return List.of();
        }
    }

    /** Each value is a point. */
    record Select(Match match, String kpi, LabelChoice labels, Optional<Formula> formula) implements Rule {
        @Override
        public List<Target> targets(String measurement, String field, Map<String, String> tags) {
            if (!match.matches(measurement, field, tags)) {
                return List.of();
            }
            SeriesKey key = new SeriesKey(name(kpi, measurement, field, tags), labels.of(tags));
            return List.of(new Target.Point(key, formula));
        }
    }

    /**
     * Values are aggregated over a step.
     *
     * @param inputs by name
     * @param suffixes of the outputs' KPIs, in their order
     * @param spec without the outputs' series
     */
    record Window(String kpi, LabelChoice labels, Map<String, Match> inputs, List<String> suffixes, WindowSpec spec)
            implements Rule {
        @Override
        public List<Target> targets(String measurement, String field, Map<String, String> tags) {
            List<Target> found = new ArrayList<>();
            inputs.forEach((input, match) -> {
                if (match.matches(measurement, field, tags)) {
                    found.add(target(input, measurement, field, tags));
                }
            });
            return found;
        }

        private Target target(String input, String measurement, String field, Map<String, String> tags) {
            Map<String, String> rest = new LinkedHashMap<>(tags);
            String bound = rest.remove(Mapping.BOUND);
            Labels kept = labels.of(rest);
            String base = name(kpi, measurement, field, tags);
            WindowSpec.Builder own = spec.toBuilder();
            List<SeriesKey> outputs = new ArrayList<>();
            for (int i = 0; i < suffixes.size(); i++) {
                SeriesKey output = new SeriesKey(base + suffixes.get(i), kept);
                outputs.add(output);
                own.setOutputs(i, own.getOutputs(i).toBuilder().setSeries(output.toString()));
            }
            return Target.Window.of(own.build(), outputs, input, measurement, field, tags, Mapping.bound(bound));
        }
    }

    private static String name(String kpi, String measurement, String field, Map<String, String> tags) {
        if (kpi.indexOf('{') < 0) {
            return kpi;
        }
        Matcher matcher = PLACEHOLDER.matcher(kpi);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                switch (found.group(1)) {
                    case "measurement" -> measurement;
                    case "field" -> field;
                    default -> tags.getOrDefault(found.group(1), "");
                }));
    }
}
