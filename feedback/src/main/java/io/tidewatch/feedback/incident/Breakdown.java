// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.incident.Deviation;
import io.tidewatch.storage.incident.IncidentStore;
import io.tidewatch.storage.kpi.KpiStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which values of a label explain a KPI's deviation. Counts add up, so a share is of their sum; of levels and ratios the mean
 * deviation of each series is taken.
 *
 * @param kpi whose deviation it is
 * @param label by whose values it is split
 * @param total the KPI's deviation in its unit, over all of its series: the sum of a count, else the sum of the series' means
 * @param parts the one that explains most first
 */
public record Breakdown(String kpi, String label, double total, List<Part> parts) {
    /** A long incident is explained by its first hours. */
    private static final long MOST = 6 * Micros.HOUR;

    /** Where values of a label cancel one another out, no share of the total means anything. */
    private static final double CANCELLED = 0.05;

    /**
     * One value of the label.
     *
     * @param actual what came, in the KPI's unit: a sum for counts, else a mean
     * @param deviation from what was expected
     * @param share of the total; over 1 where others deviate to the other side
     */
    public record Part(String value, int series, double actual, double expected, double deviation, double share) {}

    public Breakdown {
        parts = List.copyOf(parts);
    }

    static List<Breakdown> of(IncidentService.Detail detail, IncidentStore store, KpiStore kpis, Instant now) {
        long from = detail.incident().started();
        long end = detail.incident().resolved().orElse(Micros.of(now));
        long to = Math.min(end, from + MOST);
        List<Breakdown> all = new ArrayList<>();
        detail.alerts().stream()
                .map(alert -> alert.series().kpi())
                .distinct()
                .forEach(name -> all.addAll(
                        of(kpis.find(name).orElseGet(() -> Kpi.named(name)), store.deviations(name, from, to))));
        return all;
    }

    /** One for each label that tells the series apart. */
    static List<Breakdown> of(Kpi kpi, List<Deviation> deviations) {
        List<String> labels = deviations.stream()
                .flatMap(each -> each.series().labels().values().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<Breakdown> all = new ArrayList<>();
        for (String label : labels) {
            Map<String, List<Deviation>> byValue = new TreeMap<>();
            deviations.forEach(each -> byValue.computeIfAbsent(
                            each.series().labels().get(label).orElse(""), value -> new ArrayList<>())
                    .add(each));
            if (byValue.size() > 1) {
                all.add(split(kpi, label, byValue));
            }
        }
        return all;
    }

    private static Breakdown split(Kpi kpi, String label, Map<String, List<Deviation>> byValue) {
        boolean adds = kpi.kind() == KpiKind.COUNT;
        List<Part> parts = new ArrayList<>();
        double total = 0;
        double moved = 0;
        for (var entry : byValue.entrySet()) {
            double actual = 0;
            double expected = 0;
            for (Deviation each : entry.getValue()) {
                double by = adds ? 1 : Math.max(1, each.points());
                actual += each.actual() / by;
                expected += each.expected() / by;
            }
            parts.add(new Part(entry.getKey(), entry.getValue().size(), actual, expected, actual - expected, 0));
            total += actual - expected;
            moved += Math.abs(actual - expected);
        }
        double whole = Math.abs(total) < CANCELLED * moved ? moved : total;
        return new Breakdown(
                kpi.name(),
                label,
                total,
                parts.stream()
                        .map(part -> new Part(
                                part.value(),
                                part.series(),
                                part.actual(),
                                part.expected(),
                                part.deviation(),
                                whole == 0 ? 0 : part.deviation() / whole))
                        .sorted(Comparator.comparingDouble(Part::share)
                                .reversed()
                                .thenComparing(Part::value))
                        .toList());
    }
}
