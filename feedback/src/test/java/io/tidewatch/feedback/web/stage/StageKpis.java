// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.web.alerts.Row;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.kpis.Gauge;
import io.tidewatch.feedback.web.kpis.KpiForm;
import io.tidewatch.feedback.web.kpis.KpiLine;
import io.tidewatch.feedback.web.kpis.KpiListView;
import io.tidewatch.feedback.web.kpis.KpiView;
import io.tidewatch.feedback.web.kpis.Measure;
import io.tidewatch.feedback.web.page.Frame;
import java.time.Duration;
import java.util.List;

/** The KPIs of the invented day. */
final class StageKpis {
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York");
    private final StagePages pages;

    StageKpis(StagePages pages) {
        this.pages = pages;
    }

    KpiListView list(String theme, boolean quiet) {
        List<KpiLine> lines = Stories.ALL.stream()
                .filter(story -> !quiet && !story.id().endsWith("f"))
                .map(story -> new KpiLine(
                        story.kpi(),
                        "/kpis/" + story.kpi(),
                        story.units().unit(),
                        story.spark(),
                        story.group().equals("open") ? 1 : 0,
                        "watched",
                        "1 series",
                        "v17"))
                .toList();
        return new KpiListView(pages.frame("KPIs", Frame.Section.KPIS, theme), lines, ZONES, true);
    }

    KpiView page(String name, String theme) {
        Story story = Stories.ALL.stream()
                .filter(each -> each.kpi().equals(name))
                .findFirst()
                .orElseThrow();
        ChartView chart = new ChartView(
                "/stage/chart/" + story.id() + "?whole=1",
                "4711",
                Story.NOW.minus(Duration.ofDays(14)),
                Story.NOW,
                "",
                "Europe/Berlin",
                story.units().unit(),
                "gauge",
                name + " over time");
        List<Row> recent = pages.rowsOf(name);
        return new KpiView(
                pages.frame(name, Frame.Section.KPIS, theme),
                name,
                "payments per hour, all labels, Europe/Berlin",
                List.of(
                        new KpiView.SeriesChoice("1", "country=\"DE\"", true),
                        new KpiView.SeriesChoice("2", "country=\"AT\"", false)),
                chart,
                "1 open alert, 1 h 38 min",
                "high",
                List.of(
                        Measure.words(
                                "Coverage",
                                "95.3 %",
                                "of points inside",
                                "Asked: 95 %. The bounds hold.",
                                "n 1\u2009344 points, 8 weeks"),
                        Measure.words(
                                "False-alert budget",
                                "0.8",
                                "in 28 days, real",
                                "Asked: at most 4. Kept.",
                                "6 false alarms in 8 weeks"),
                        new Measure(
                                "Measured precision",
                                "0.86",
                                "true of all judged",
                                "Interval 0.73 to 0.93.",
                                Gauge.interval(0.73, 0.93, 0.86),
                                List.of("n 44 verdicts: 38 true, 6 false; 8 weeks"))),
                new KpiView.Model(
                        "v17", "champion since 3 Nov", "Trained to Tue 17 Nov 00:00 on 21 days.", "data 8f3c02a1", ""),
                recent,
                List.of(),
                KpiForm.of(Kpi.named(name), Detector.Adaptive.defaultFor(name), ZONES),
                true,
                true);
    }
}
