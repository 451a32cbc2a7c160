// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.forecast.ForecastStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.notable.NotableStore;
import io.tidewatch.storage.point.Bucket;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.score.KeptScore;
import io.tidewatch.storage.score.ScoreStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Charts of one series, from a year to a minute, at most {@value #MAX_WIDTH} stretches each. */
public final class ChartService {
    public static final int MAX_WIDTH = 2_000;
    private static final int MIN_WIDTH = 20;
    /** More markers than this would hide the line. */
    private static final int MAX_NOTABLES = 200;

    private static final Duration MAX_RANGE = Duration.ofDays(1_100);

    private final Workplace desk;
    private final SeriesStore series;
    private final KpiStore kpis;
    private final PointStore points;
    private final ScoreStore scores;
    private final ForecastStore forecasts;
    private final AlertStore alerts;
    private final VerdictStore verdicts;
    private final NotableStore notables;

    public ChartService(Workplace desk) {
        this.desk = desk;
        this.series = new SeriesStore(desk.database());
        this.kpis = new KpiStore(desk.database());
        this.points = new PointStore(desk.database());
        this.scores = new ScoreStore(desk.database());
        this.forecasts = new ForecastStore(desk.database());
        this.alerts = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
        this.notables = new NotableStore(desk.database());
    }

    /**
     * @param from UTC microseconds since 1970
     * @param to not included; may lie in the future
     * @param width how many stretches at most; more than {@value #MAX_WIDTH} are not given
     * @throws TidewatchException NOT_FOUND; INVALID_VALUE for an empty range or one over 1,100 days
     */
    public ChartData chart(SeriesId id, long from, long to, int width) {
        SeriesKey key = key(id);
        requireRange(from, to);
        Optional<Kpi> kpi = kpis.find(key.kpi());
        int most = Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
        long now = Micros.of(desk.now());
        List<Bucket> buckets = points.buckets(id, from, to, most);
        Grid grid = Grid.of(buckets, kpi.flatMap(Kpi::step));
        long known = Math.max(
                grid.end(buckets),
                scores.newest(id).isPresent() ? scores.newest(id).getAsLong() + 1 : Long.MIN_VALUE);
        Bands bands = new Bands(from, to, most);
        List<KeptScore> served = scores.stretches(id, grid.origin(from), to, Math.max(1, grid.width()));
        bands.replayed(scores.replayed(id, grid.origin(from), to, Math.max(1, grid.width())), served);
        bands.served(served);
        long future = Math.max(from, known);
        if (future < to) {
            bands.forecast(forecasts.overlapping(id, future, to), future);
        }
        return new ChartData(
                id.toString(),
                key.kpi(),
                key.labels().values(),
                kpi.map(Kpi::unit).orElse(""),
                kpi.map(found -> found.zone().getId()).orElse("UTC"),
                desk.now(),
                Micros.toInstant(from),
                Micros.toInstant(to),
                grid.step() / 1e6,
                grid.width() / 1e6,
                Grid.points(buckets),
                bands.all(),
                alerts.overlapping(id, from, to).stream()
                        .map(ChartService::episode)
                        .toList(),
                verdicts.standing(id, from, to).stream().map(ChartService::mark).toList(),
                grid.gaps(buckets, Math.min(to, now)),
                notables.of(id, from, to, MAX_NOTABLES).stream()
                        .map(ChartService::seen)
                        .toList());
    }

    /**
     * Points and one band of bounds, served or else replayed, for a line in a list.
     *
     * @throws TidewatchException as {@link #chart}
     */
    public Spark spark(SeriesId id, long from, long to, int width) {
        requireRange(from, to);
        int most = Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
        List<Bucket> buckets = points.buckets(id, from, to, most);
        Grid grid = Grid.of(buckets, Optional.empty());
        Bands bands = new Bands(from, to, most);
        long stretch = Math.max(1, grid.width());
        bands.known(
                scores.replayed(id, grid.origin(from), to, stretch),
                scores.stretches(id, grid.origin(from), to, stretch));
        return new Spark(Grid.points(buckets), bands.all().stream().findFirst());
    }

    /** What a small line shows; no band where no bounds are known. */
    public record Spark(ChartData.Points points, Optional<ChartData.Band> band) {}

    /** Now, UTC microseconds since 1970. */
    public long now() {
        return Micros.of(desk.now());
    }

    /**
     * The series' KPI and labels.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public SeriesKey key(SeriesId id) {
        return series.find(id)
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND, "no series " + id + ". A series exists from its first point on."))
                .key();
    }

    private static void requireRange(long from, long to) {
        if (from >= to || to - from > Micros.of(MAX_RANGE)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "a chart shows over 0 and at most " + MAX_RANGE.toDays() + " days; " + Micros.toInstant(from)
                            + " to " + Micros.toInstant(to) + " is none. Choose from before to.");
        }
    }

    private static ChartData.Episode episode(Alert alert) {
        return new ChartData.Episode(
                alert.id().value(),
                Micros.toInstant(alert.range().from()),
                Micros.toInstant(alert.range().to()),
                alert.status(),
                alert.last().severity(),
                alert.last().sign(),
                Micros.toInstant(alert.last().peakAt()),
                alert.last().actual(),
                alert.last().bounds().expected(),
                alert.last().peakScore(),
                alert.verdict().orElse(null));
    }

    private static ChartData.Seen seen(Notable notable) {
        return new ChartData.Seen(
                Micros.toInstant(notable.at()),
                notable.stream(),
                notable.sign(),
                notable.margin(),
                notable.value(),
                notable.sentence());
    }

    private static ChartData.Mark mark(Standing standing) {
        return new ChartData.Mark(
                Long.toString(standing.given().id()),
                standing.given().alert().map(Object::toString).orElse(""),
                standing.kind(),
                Micros.toInstant(standing.range().from()),
                Micros.toInstant(standing.range().to()),
                standing.given().by(),
                standing.given().at(),
                standing.given().cause(),
                standing.given().comment());
    }
}
