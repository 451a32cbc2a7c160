// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.kpis.KpiView.SeriesChoice;
import io.tidewatch.feedback.web.page.Frame;
import io.tidewatch.feedback.web.page.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adaptive detector of a KPI: its settings beside what they would have raised.
 *
 * @param chart null before the first point
 * @param subscriptions that tell of its alerts, by name
 */
public record EditorView(
        Frame frame,
        String kpi,
        String about,
        List<SeriesChoice> series,
        @Nullable ChartView chart,
        Settings settings,
        List<Team> subscriptions,
        boolean mayEdit) {
    /**
     * What the form shows; numbers as they are typed.
     *
     * @param direction both, up or down; empty where the KPI's own counts
     * @param kpiDirection that one, in words
     * @param severity low, medium or high whatever the evidence; empty where the evidence decides
     */
    public record Settings(
            long version,
            boolean watched,
            String budget,
            String direction,
            String kpiDirection,
            String unit,
            String minAbsolute,
            String minPercent,
            int m,
            int n,
            List<Choice> durations,
            String severity,
            String mediumFrom,
            String highFrom,
            boolean quietOnEvents) {
        public long next() {
            return version + 1;
        }
    }

    /** One way to set a field. */
    public record Choice(String value, String label, boolean current) {}

    /** Who is told. */
    public record Team(String name, String href) {}

    public String encodedKpi() {
        return Links.segment(kpi);
    }
}
