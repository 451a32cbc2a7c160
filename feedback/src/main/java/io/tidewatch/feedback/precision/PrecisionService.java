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

/** Measured precision and alert volume against the budget. */
public final class PrecisionService {
    /** Below this many verdicts of true and false no share is given. */
    public static final int FLOOR = 10;

    public static final Duration PERIOD = Duration.ofDays(28);
    private static final Duration MAX_PERIOD = Duration.ofDays(400);
    private static final LabelCounts NOTHING = new LabelCounts(0, 0, 0, 0, 0);

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
        List<Precision> all = new ArrayList<>();
        for (KpiSettings settings : kpis.all()) {
            String kpi = settings.kpi().name();
            all.add(of(settings, span, labels.getOrDefault(kpi, NOTHING), counts.getOrDefault(kpi, 0)));
        }
        return all;
    }

    /**
     * Of one KPI over the {@code period} that ends now.
     *
     * @throws TidewatchException NOT_FOUND; INVALID_VALUE for a period of no time or over 400 days
     */
    public Precision of(String kpi, Duration period) {
        Period span = period(period);
        Map<String, LabelCounts> labels = alerts.labels(span.from(), span.to());
        return of(
                kpis.find(kpi),
                span,
                labels.getOrDefault(kpi, NOTHING),
                series.countByKpi().getOrDefault(kpi, 0));
    }

    /** Of all KPIs together. */
    public Precision overall(Duration period) {
        Period span = period(period);
        LabelCounts sum =
                alerts.labels(span.from(), span.to()).values().stream().reduce(NOTHING, PrecisionService::plus);
        return precision("", span, sum, total(series.countByKpi()), OptionalDouble.empty());
    }

    private static Precision of(KpiSettings settings, Period span, LabelCounts labels, int watched) {
        String kpi = settings.kpi().name();
        return precision(
                kpi,
                span,
                labels,
                watched,
                OptionalDouble.of(settings.detector().budget()));
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

    private static LabelCounts plus(LabelCounts a, LabelCounts b) {
        return new LabelCounts(
                a.alerts() + b.alerts(),
                a.trueAnomalies() + b.trueAnomalies(),
                a.falseAlarms() + b.falseAlarms(),
                a.expected() + b.expected(),
                a.newNormals() + b.newNormals());
    }
}
