// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.feedback.kpi.KpiSettings;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.alert.LabelCounts;
import io.tidewatch.storage.series.SeriesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measured precision and alert volume against the budget. */
public final class PrecisionService {
    /** Below this many verdicts of true and false no share is given. */
    public static final int FLOOR = 10;

    public static final Duration PERIOD = Duration.ofDays(28);
    private static final Duration MAX_PERIOD = Duration.ofDays(400);
    private static final int MAX_WEEKS = 57;
    private static final long WEEK = 7 * Micros.DAY;

    private final Workplace desk;
    private final KpiService kpis;
    private final AlertStore alerts;
    private final SeriesStore series;

    public PrecisionService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.alerts = new AlertStore(desk.database());
        this.series = new SeriesStore(desk.database());
    }

    /** Of every KPI over the {@code period} that ends now, in order of name. */
    public List<Precision> all(Duration period) {
        Period span = period(period);
        Map<String, LabelCounts> labels = alerts.labels(span.from(), span.to());
        Map<String, Integer> counts = series.countByKpi();
        return kpis.all().stream()
                .map(settings -> of(
                        List.of(settings), span, labels, counts, settings.kpi().name()))
                .toList();
    }

    /**
     * Of one KPI over the {@code period} that ends now.
     *
     * @throws TidewatchException NOT_FOUND; INVALID_VALUE for a period of no time or over 400 days
     */
    public Precision of(String kpi, Duration period) {
        Period span = period(period);
        return of(List.of(kpis.find(kpi)), span, alerts.labels(span.from(), span.to()), series.countByKpi(), kpi);
    }

    /** Of the KPIs of each owner together, in order of owner; KPIs without one are in none. */
    public List<TeamPrecision> teams(Duration period) {
        Period span = period(period);
        Map<String, LabelCounts> labels = alerts.labels(span.from(), span.to());
        Map<String, Integer> counts = series.countByKpi();
        Map<String, List<KpiSettings>> byOwner = new TreeMap<>();
        for (KpiSettings settings : kpis.all()) {
            if (!settings.kpi().owner().isEmpty()) {
                byOwner.computeIfAbsent(settings.kpi().owner(), owner -> new ArrayList<>())
                        .add(settings);
            }
        }
        List<TeamPrecision> teams = new ArrayList<>();
        byOwner.forEach((owner, own) -> teams.add(new TeamPrecision(
                owner,
                own.stream().map(settings -> settings.kpi().name()).toList(),
                of(own, span, labels, counts, ""))));
        return teams;
    }

    /** Of all KPIs together. */
    public Precision overall(Duration period) {
        Period span = period(period);
        LabelCounts sum =
                alerts.labels(span.from(), span.to()).values().stream().reduce(LabelCounts.NONE, LabelCounts::plus);
        return precision("", span, sum, total(series.countByKpi()), OptionalDouble.empty());
    }

    /**
     * Week by week, the oldest first; the last one ends now.
     *
     * @param weeks 1 to {@value #MAX_WEEKS}
     * @throws TidewatchException NOT_FOUND where there is no such KPI or team; INVALID_VALUE
     */
    public List<Precision> weeks(PrecisionScope scope, int weeks) {
        if (weeks < 1 || weeks > MAX_WEEKS) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "weeks must be 1 to " + MAX_WEEKS + ", not " + weeks + ".");
        }
        Period span = period(Duration.ofDays(7L * weeks));
        Map<String, List<LabelCounts>> labels = alerts.labels(span.from(), span.to(), WEEK);
        Map<String, Integer> counts = series.countByKpi();
        Set<String> names = names(scope);
        boolean everything = scope instanceof PrecisionScope.All;
        int watched = counts.entrySet().stream()
                .filter(entry -> everything || names.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        List<Precision> trend = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            int place = week;
            LabelCounts sum = labels.entrySet().stream()
                    .filter(entry -> everything || names.contains(entry.getKey()))
                    .map(entry -> entry.getValue().get(place))
                    .reduce(LabelCounts.NONE, LabelCounts::plus);
            long from = span.from() + week * WEEK;
            trend.add(precision(
                    scope instanceof PrecisionScope.OfKpi(String name) ? name : "",
                    new Period(from, from + WEEK),
                    sum,
                    watched,
                    budget(scope)));
        }
        return trend;
    }

    private Set<String> names(PrecisionScope scope) {
        return switch (scope) {
            case PrecisionScope.All() -> Set.of();
            case PrecisionScope.OfKpi(String name) ->
                Set.of(kpis.find(name).kpi().name());
            case PrecisionScope.OfTeam(String owner) -> {
                Set<String> own = kpis.all().stream()
                        .filter(settings -> settings.kpi().owner().equals(owner))
                        .map(settings -> settings.kpi().name())
                        .collect(Collectors.toSet());
                if (own.isEmpty()) {
                    throw new TidewatchException(
                            ErrorCode.NOT_FOUND, "no KPI has this owner. GET /api/v1/precision lists the teams.");
                }
                yield own;
            }
        };
    }

    private OptionalDouble budget(PrecisionScope scope) {
        return scope instanceof PrecisionScope.OfKpi(String name)
                ? OptionalDouble.of(kpis.find(name).detector().budget())
                : OptionalDouble.empty();
    }

    /** @param name of the KPI where it is one, whose budget counts then; else empty */
    private static Precision of(
            List<KpiSettings> settings,
            Period span,
            Map<String, LabelCounts> labels,
            Map<String, Integer> counts,
            String name) {
        LabelCounts sum = LabelCounts.NONE;
        int watched = 0;
        for (KpiSettings each : settings) {
            sum = sum.plus(labels.getOrDefault(each.kpi().name(), LabelCounts.NONE));
            watched += counts.getOrDefault(each.kpi().name(), 0);
        }
        return precision(
                name,
                span,
                sum,
                watched,
                name.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(settings.getFirst().detector().budget()));
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private record Period(long from, long to) {
        double times28Days() {
            return (double) (to - from) / (28 * Micros.DAY);
        }
    }

    private Period period(Duration period) {
        if (period.isNegative() || period.isZero() || period.compareTo(MAX_PERIOD) > 0) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "the period must be over 0 and at most 400 days, not " + period + ".");
        }
        Instant now = desk.now();
        return new Period(Micros.of(now.minus(period)), Micros.of(now));
    }

    private static Precision precision(String kpi, Period span, LabelCounts labels, int series, OptionalDouble budget) {
        long n = labels.trueAnomalies() + labels.falseAlarms();
        double seriesPeriods = Math.max(1, series) * span.times28Days();
        return new Precision(
                kpi,
                Micros.toInstant(span.from()),
                Micros.toInstant(span.to()),
                labels,
                n < FLOOR ? OptionalDouble.empty() : OptionalDouble.of((double) labels.trueAnomalies() / n),
                n < 1 ? Optional.empty() : Optional.of(Wilson.of(labels.trueAnomalies(), n)),
                series,
                labels.alerts() / seriesPeriods,
                labels.falseAlarms() / seriesPeriods,
                budget);
    }
}
