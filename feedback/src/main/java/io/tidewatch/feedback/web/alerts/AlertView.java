// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.format.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert, opened.
 *
 * @param assignee empty where it is nobody's
 * @param silenceHref the form of a silence that begins with this series
 */
public record AlertView(
        String id,
        long version,
        long head,
        String href,
        String severity,
        String kpi,
        String kpiHref,
        String labels,
        String finding,
        List<Fact> facts,
        ChartView chart,
        List<Why> why,
        boolean mayAcknowledge,
        boolean mayResolve,
        boolean mayJudge,
        String whyNoVerdict,
        String assignee,
        String silenceHref,
        List<Choice> choices,
        List<Line> history,
        List<String> versions) {
    /** The ranges that the chart offers. */
    public record Range(int hours, String label) {}

    /** A named fact; at most one of href and moment is there. */
    public record Fact(
            String name,
            String text,
            @Nullable String href,
            @Nullable Moment moment) {
        public static Fact plain(String name, String text) {
            return new Fact(name, text, null, null);
        }

        public static Fact linked(String name, String text, String href) {
            return new Fact(name, text, href, null);
        }

        public static Fact timed(String name, String text, Moment moment) {
            return new Fact(name, text, null, moment);
        }
    }

    /** One piece of the answer to "why?". */
    public record Why(String name, String text) {}

    /**
     * A verdict that can be given.
     *
     * @param given whether it is the one that stands
     * @param effect what it will do
     */
    public record Choice(String kind, String key, String icon, String title, String effect, boolean given) {}

    /** A verdict that was given. */
    public record Line(String icon, String text, String who, String note, Moment when, boolean undone) {}

    public List<Range> ranges() {
        return List.of(new Range(6, "6 h"), new Range(24, "24 h"), new Range(168, "7 d"), new Range(672, "28 d"));
    }
}
