// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.detector.DetectorCode;
import io.tidewatch.feedback.kpi.KpiSettings;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.detectors.EditorView.Choice;
import io.tidewatch.feedback.web.detectors.EditorView.Team;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.kpis.KpiView.SeriesChoice;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.series.Series;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the pages of detectors together. */
final class DetectorPages {
    private static final Duration SHOWN = Duration.ofDays(14);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ZERO,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3));

    private final Desk desk;
    private final DetectorCode code;

    DetectorPages(Desk desk) {
        this.desk = desk;
        this.code = new DetectorCode(desk.detectors(), desk.kpis());
    }

    DetectorsView list(Here here) {
        List<KpiSettings> kpis = desk.kpis().all();
        return new DetectorsView(
                here.frame(
                        "Detectors", Section.DETECTORS, desk.alerts().counts().open()),
                kpis.stream()
                        .flatMap(settings -> desk.detectors().of(settings.kpi().name()).stream()
                                .map(detector -> line(detector, settings.kpi())))
                        .toList(),
                kpis.stream().map(settings -> settings.kpi().name()).toList(),
                here.viewer().analyst());
    }

    private static DetectorsView.Line line(Detector detector, Kpi kpi) {
        return new DetectorsView.Line(
                detector.id(),
                Links.detector(detector.id()),
                kpi.name(),
                Links.kpi(kpi.name()),
                detector.name(),
                DetectorWords.kind(detector),
                DetectorWords.says(detector, kpi.unit()),
                detector.enabled(),
                detector.version());
    }

    /** @param chosen the id of the series to draw; the first one's where that is null */
    EditorView editor(Here here, String kpiName, @Nullable String chosen) {
        Kpi kpi = desk.kpis().find(kpiName).kpi();
        Detector.Adaptive detector = desk.kpis().find(kpiName).detector();
        List<Series> its = desk.kpis().series(kpiName);
        Optional<Series> shown = its.stream()
                .filter(one -> chosen == null || chosen.isBlank() || one.id().equals(Ids.series(chosen)))
                .findFirst();
        return new EditorView(
                here.frame(
                        detector.id(), Section.DETECTORS, desk.alerts().counts().open()),
                kpiName,
                its.size() == 1 ? "1 series" : its.size() + " series",
                its.stream()
                        .map(one -> new SeriesChoice(
                                one.id().toString(),
                                one.key().labels().isEmpty()
                                        ? "without labels"
                                        : one.key().labels().toString(),
                                shown.filter(one::equals).isPresent()))
                        .toList(),
                shown.map(one -> ChartView.newest(
                                one,
                                kpi,
                                desk.workplace().now(),
                                SHOWN,
                                ", with the alerts of before and after under it"))
                        .orElse(null),
                settings(kpi, detector),
                desk
                        .subscriptions()
                        .visible(new Caller(here.viewer().name(), here.viewer().admin()))
                        .stream()
                        .filter(subscription -> subscription.filter().kpis().isEmpty()
                                || subscription.filter().kpis().stream().anyMatch(each -> each.matches(kpiName)))
                        .map(subscription -> new Team(subscription.name(), "/subscriptions/" + subscription.id()))
                        .toList(),
                here.viewer().analyst());
    }

    CodeView code(Here here, String kpi, String name) {
        Detector detector = desk.detectors().find(kpi, name);
        return new CodeView(
                here.frame(
                        detector.id(), Section.DETECTORS, desk.alerts().counts().open()),
                detector.id(),
                kpi,
                name,
                DetectorWords.kind(detector) + ": "
                        + DetectorWords.says(
                                detector, desk.kpis().find(kpi).kpi().unit()),
                code.text(detector),
                detector.version(),
                here.viewer().analyst());
    }

    CodeView example(Here here, String kpi, String kind) {
        Examples example = Examples.named(kind);
        desk.kpis().find(kpi);
        return new CodeView(
                here.frame(
                        "New detector",
                        Section.DETECTORS,
                        desk.alerts().counts().open()),
                "A new detector of " + kpi,
                kpi,
                "",
                example.purpose(),
                code.text(example.of(kpi)),
                0,
                here.viewer().analyst());
    }

    private static EditorView.Settings settings(Kpi kpi, Detector.Adaptive detector) {
        Conditions conditions = detector.conditions();
        return new EditorView.Settings(
                detector.version(),
                detector.enabled(),
                typed(detector.budget()),
                conditions.direction().map(Slug::of).orElse(""),
                sides(kpi.direction()),
                kpi.unit(),
                typed(conditions.minAbsoluteDeviation()),
                typed(conditions.minRelativeDeviation() * 100),
                conditions.m(),
                conditions.n(),
                Stream.concat(DURATIONS.stream(), Stream.of(conditions.minDuration()))
                        .distinct()
                        .sorted()
                        .map(each -> new Choice(
                                each.toString(),
                                each.isZero() ? "at once" : Spans.words(each),
                                each.equals(conditions.minDuration())))
                        .toList(),
                conditions.severities().always().map(Slug::of).orElse(""),
                typed(conditions.severities().mediumFrom()),
                typed(conditions.severities().highFrom()),
                conditions.quietOnEvents());
    }

    private static String sides(Direction direction) {
        return switch (direction) {
            case BOTH -> "both";
            case UP -> "above";
            case DOWN -> "below";
        };
    }

    private static String typed(double value) {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }
}
