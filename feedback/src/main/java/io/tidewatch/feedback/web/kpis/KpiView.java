// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.feedback.web.alerts.AlertView.Range;
import io.tidewatch.feedback.web.alerts.Row;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.page.Frame;
import io.tidewatch.feedback.web.page.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One KPI.
 *
 * @param chart null before the first point
 * @param now what is open, in words; empty where nothing is
 * @param severity of the worst that is open
 * @param recent its newest alerts
 * @param notables its newest notable events
 */
public record KpiView(
        Frame frame,
        String name,
        String about,
        List<SeriesChoice> series,
        @Nullable ChartView chart,
        String now,
        String severity,
        List<Measure> measures,
        Model model,
        List<Row> recent,
        List<NotableLine> notables,
        KpiForm form,
        boolean mayEdit,
        boolean mayJudge) {
    /** One set of labels to look at. */
    public record SeriesChoice(String id, String label, boolean current) {}

    /**
     * What expects the bounds.
     *
     * @param training what runs or waits, in words; empty where nothing does
     */
    public record Model(String version, String of, String sentence, String proof, String training) {}

    public String encodedName() {
        return Links.segment(name);
    }

    public List<Range> ranges() {
        return List.of(new Range(24, "24 h"), new Range(168, "7 d"), new Range(336, "14 d"), new Range(2160, "90 d"));
    }
}
