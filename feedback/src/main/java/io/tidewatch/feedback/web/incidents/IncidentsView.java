// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incidents;

import io.tidewatch.feedback.web.alerts.Row;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Incidents, one of them opened.
 *
 * @param older the address of the list's next part; empty at its end
 * @param opened null where there is none
 * @param openedByAddress whether the address names it, so that a narrow screen shows it instead of the list
 */
public record IncidentsView(
        Frame frame,
        List<Group> groups,
        String older,
        @Nullable Opened opened,
        boolean openedByAddress) {
    /** Those that go on, or those that are over. */
    public record Group(String key, String title, List<Line> lines, String empty) {}

    /** One of the list. */
    public record Line(
            String id, String severity, String title, String says, Moment started, String lasted, boolean current) {}

    /**
     * The opened one.
     *
     * @param lanes when each of its alerts went on
     * @param ticks the ends of the lanes' axis and what stands there
     * @param rows its alerts, the most deviating first
     */
    public record Opened(
            String id,
            String severity,
            String title,
            List<Fact> facts,
            List<Lane> lanes,
            List<String> ticks,
            List<Row> rows,
            List<Split> splits) {}

    public record Fact(String name, String text) {}

    /** An alert's stretch in pixels of an axis 600 wide. */
    public record Lane(String name, String href, String severity, double from, double width, String lasted) {}

    /**
     * A KPI's deviation by the values of a label.
     *
     * @param sentence which one explains it
     */
    public record Split(String kpi, String label, String sentence, List<Part> parts) {}

    /**
     * One value of the label.
     *
     * @param bar its share in pixels of 160, and {@code other} where it goes against the total
     */
    public record Part(
            String value, String actual, String expected, String deviation, String share, double bar, boolean other) {}
}
