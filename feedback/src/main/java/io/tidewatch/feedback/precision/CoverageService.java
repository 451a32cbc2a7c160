// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.score.Coverage;
import io.tidewatch.storage.score.ScoreStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Whether the bounds that were served hold the share of points that they promise. */
public final class CoverageService {
    private static final int MAX_DAYS = 90;

    private final Workplace desk;
    private final KpiService kpis;
    private final ScoreStore scores;

    public CoverageService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.scores = new ScoreStore(desk.database());
    }

    /** Of one series; {@link Coverage#points()} over 0. */
    public record OfSeries(SeriesKey series, Coverage seen) {
        double share() {
            return (double) seen.inside() / seen.points();
        }
    }

    /** @param series that have kept scores, the worst covered first */
    public record OfKpi(Instant from, Instant to, Coverage seen, List<OfSeries> series) {}

    /**
     * Over the days that end now.
     *
     * @throws TidewatchException NOT_FOUND; INVALID_VALUE for other than 1 to {@value #MAX_DAYS} days, as long as scores are kept
     */
    public OfKpi of(String kpi, int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "days must be 1 to " + MAX_DAYS + ", not " + days + ".");
        }
        String name = kpis.find(kpi).kpi().name();
        Instant to = desk.now();
        Instant from = to.minus(Duration.ofDays(days));
        List<OfSeries> series = scores.coverage(name, Micros.of(from), Micros.of(to)).entrySet().stream()
                .map(entry -> new OfSeries(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(OfSeries::share)
                        .thenComparing(each -> each.series().toString()))
                .toList();
        return new OfKpi(
                from,
                to,
                new Coverage(
                        series.stream().mapToLong(each -> each.seen().points()).sum(),
                        series.stream().mapToLong(each -> each.seen().inside()).sum()),
                series);
    }
}
