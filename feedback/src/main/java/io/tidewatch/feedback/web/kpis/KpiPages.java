// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.kpi.KpiSettings;
import io.tidewatch.feedback.precision.Precision;
import io.tidewatch.feedback.precision.PrecisionService;
import io.tidewatch.feedback.web.alerts.Kpis;
import io.tidewatch.feedback.web.alerts.Rows;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.chart.SparkCache;
import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.notable.NotableStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.score.Coverage;
import io.tidewatch.storage.score.ScoreStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the pages of KPIs together. */
final class KpiPages {
    private static final Duration COVERAGE_PERIOD = Duration.ofDays(7);
    /** For series so slow that a week has too few points. */
    private static final Duration LONG_COVERAGE_PERIOD = Duration.ofDays(28);

    private static final Duration SHOWN = Duration.ofDays(14);
    private static final int RECENT = 8;
    /** So many KPIs get their small line; a longer list is for the search. */
    private static final int LINES = 60;

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*|UTC"))
            .sorted()
            .toList();

    private final Desk desk;
    private final KpiStore kpis;
    private final SeriesStore series;
    private final ScoreStore scores;
    private final SparkCache sparks;
    private final Rows rows;
    private final NotableStore notables;

    KpiPages(Desk desk) {
        this.desk = desk;
        this.kpis = new KpiStore(desk.workplace().database());
        this.series = new SeriesStore(desk.workplace().database());
        this.scores = new ScoreStore(desk.workplace().database());
        this.sparks = new SparkCache(desk.charts());
        this.rows = new Rows(desk.charts());
        this.notables = new NotableStore(desk.workplace().database());
    }

    KpiListView list(Here here) {
        long now = Micros.of(desk.workplace().now());
        Map<String, List<Series>> byKpi = series.all().stream()
                .collect(Collectors.groupingBy(each -> each.key().kpi()));
        Map<String, Long> open = open().stream()
                .collect(Collectors.groupingBy(alert -> alert.series().kpi(), Collectors.counting()));
        List<KpiLine> lines = new ArrayList<>();
        for (KpiSettings settings : desk.kpis().all()) {
            Kpi kpi = settings.kpi();
            List<Series> its = byKpi.getOrDefault(kpi.name(), List.of());
            Sparkline spark = its.isEmpty() || lines.size() >= LINES
                    ? Sparkline.EMPTY
                    : sparks.draw(SparkCache.Place.today(its.getFirst().id(), now));
            lines.add(new KpiLine(
                    kpi.name(),
                    Links.kpi(kpi.name()),
                    about(kpi),
                    spark,
                    open.getOrDefault(kpi.name(), 0L),
                    state(settings, its),
                    its.size() == 1 ? "1 series" : its.size() + " series",
                    desk.models()
                            .champion(kpi.name())
                            .map(model -> "v" + model.version())
                            .orElse("none yet")));
        }
        return new KpiListView(
                here.frame("KPIs", Section.KPIS, desk.alerts().counts().open()),
                lines,
                ZONES,
                here.viewer().analyst());
    }

    /** @param chosen the id of a series; the first one's where that is null */
    KpiView page(Here here, String name, @Nullable String chosen) {
        Instant now = desk.workplace().now();
        KpiSettings settings = desk.kpis().find(name);
        Kpi kpi = settings.kpi();
        List<Series> its = series.ofKpi(name);
        Optional<Series> shown = chosen == null || chosen.isBlank()
                ? its.stream().findFirst()
                : series.find(Ids.series(chosen)).filter(one -> one.key().kpi().equals(name));
        List<Alert> open = open().stream()
                .filter(alert -> alert.series().kpi().equals(name))
                .toList();
        Precision measured = desk.precision().of(name, PrecisionService.PERIOD);
        List<Alert> recent =
                desk.alerts().list(AlertQuery.newest(RECENT).ofKpi(name)).alerts();
        return new KpiView(
                here.frame(name, Section.KPIS, desk.alerts().counts().open()),
                name,
                about(kpi),
                choices(its, shown),
                shown.map(one -> ChartView.newest(one, kpi, now, SHOWN, " with the values that were expected"))
                        .orElse(null),
                now(open, now),
                open.stream()
                        .map(alert -> alert.last().severity())
                        .max(Comparator.naturalOrder())
                        .map(Slug::of)
                        .orElse(""),
                List.of(coverage(shown, now), Measures.budget(measured), Measures.precision(measured)),
                model(kpi, now),
                rows.of(recent, new Kpis(kpis), now),
                notables.newest(name, RECENT).stream()
                        .map(each -> NotableLine.of(each, kpi, now))
                        .toList(),
                KpiForm.of(kpi, settings.detector(), ZONES),
                here.viewer().analyst(),
                here.viewer().analyst());
    }

    private Measure coverage(Optional<Series> shown, Instant now) {
        Duration period = COVERAGE_PERIOD;
        Coverage seen =
                shown.map(one -> coverage(one.id(), COVERAGE_PERIOD, now)).orElse(new Coverage(0, 0));
        if (seen.points() > 0 && seen.points() < Measures.ENOUGH) {
            period = LONG_COVERAGE_PERIOD;
            seen = coverage(shown.orElseThrow().id(), period, now);
        }
        return Measures.coverage(seen, period, Tuning.DEFAULT.boundsLevel());
    }

    private Coverage coverage(SeriesId id, Duration period, Instant now) {
        return scores.coverage(id, Micros.of(now.minus(period)), Micros.of(now));
    }

    private List<Alert> open() {
        return desk.alerts()
                .list(AlertQuery.newest(AlertQuery.MAX_LIMIT)
                        .withStatuses(Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED)))
                .alerts();
    }

    private static List<KpiView.SeriesChoice> choices(List<Series> its, Optional<Series> shown) {
        return its.stream()
                .map(one -> new KpiView.SeriesChoice(
                        one.id().toString(),
                        one.key().labels().isEmpty()
                                ? "without labels"
                                : one.key().labels().toString(),
                        shown.filter(one::equals).isPresent()))
                .toList();
    }

    private static String now(List<Alert> open, Instant now) {
        if (open.isEmpty()) {
            return "";
        }
        Instant first = open.stream()
                .map(alert -> Micros.toInstant(alert.last().started()))
                .min(Comparator.naturalOrder())
                .orElse(now);
        String count = open.size() == 1 ? "1 open alert, " : open.size() + " open alerts, the oldest ";
        return count + Spans.words(Duration.between(first, now));
    }

    private KpiView.Model model(Kpi kpi, Instant now) {
        Optional<ModelVersion> champion = desk.models().champion(kpi.name());
        Optional<Request> last = desk.models().trainings(kpi.name()).stream().findFirst();
        String training = last.map(KpiPages::training).orElse("");
        return champion.map(model -> new KpiView.Model(
                        "v" + model.version(),
                        "champion since " + Moment.day(model.createdAt(), now, kpi.zone()),
                        "Trained to "
                                + Moment.of(Micros.toInstant(model.trainedTo()), now, kpi.zone())
                                        .clock()
                                + "; " + model.series() + " series.",
                        "data "
                                + model.dataDigest()
                                        .substring(
                                                0,
                                                Math.min(8, model.dataDigest().length())),
                        training))
                .orElse(new KpiView.Model(
                        "–",
                        "no model yet",
                        "Until the first night the levels of the last points stand in for it.",
                        "",
                        training));
    }

    private static String training(Request request) {
        return switch (request.state()) {
            case WAITING -> "A training waits, asked for by " + request.requestedBy() + ".";
            case RUNNING -> "Training runs, " + Math.round(request.progress() * 100) + " %. " + request.message();
            case DONE, CANCELLED -> "";
            case FAILED -> "The last training failed: " + request.message();
        };
    }

    private static String about(Kpi kpi) {
        String unit = kpi.unit().isEmpty() ? "" : kpi.unit() + ", ";
        return unit + kpi.zone().getId() + (kpi.description().isEmpty() ? "" : ". " + kpi.description());
    }

    private static String state(KpiSettings settings, List<Series> its) {
        if (!settings.detector().enabled()) {
            return "not watched";
        }
        return its.isEmpty() ? "waits for points" : "watched";
    }
}
