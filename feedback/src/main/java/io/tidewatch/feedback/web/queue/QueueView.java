// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.queue;

import io.tidewatch.feedback.web.alerts.AlertView;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The label queue.
 *
 * @param waiting alerts without a verdict, in all
 * @param opened the question beside the list; null where there is none
 * @param openedByAddress whether the address names it, so that a narrow screen shows it instead of the list
 */
public record QueueView(
        Frame frame,
        long waiting,
        List<Line> lines,
        @Nullable Asked opened,
        boolean openedByAddress) {
    /**
     * One of the list.
     *
     * @param head the newest verdict on it, 0 for none
     * @param when it began, in the KPI's time, and how long it lasted
     * @param gain what the verdict is expected to do, in a few characters
     */
    public record Line(
            String id, long head, int rank, String kpi, String labels, String when, String gain, boolean current) {}

    /**
     * The opened one.
     *
     * @param sentence the finding, with when it was
     * @param why this one is asked
     * @param like what was said about alerts like it
     * @param n verdicts on alerts of the KPI in the last 28 days
     * @param width of the precision's interval now
     * @param rails the interval now, and after either answer
     */
    public record Asked(
            AlertView alert, String sentence, String why, String like, long n, String width, List<Rail> rails) {}

    /**
     * A share with its interval, in pixels on a rail 224 wide that stands for 0 to 1.
     *
     * @param label for a screen reader
     */
    public record Rail(String name, double from, double span, double point, String label) {}
}
