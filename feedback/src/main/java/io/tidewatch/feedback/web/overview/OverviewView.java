// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.overview;

import io.tidewatch.feedback.web.alerts.Row;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/**
 * The overview.
 *
 * @param sentence how things stand, in one line
 * @param urgent open alerts that nobody took, the worst first
 * @param loud KPIs that raised most in 28 days, the loudest first
 * @param weeks of all KPIs together, the latest first
 */
public record OverviewView(
        Frame frame,
        String sentence,
        List<Tile> tiles,
        List<Row> urgent,
        List<Need> needs,
        List<Judged> loud,
        List<Judged> weeks) {
    /**
     * What verdicts say of alerts.
     *
     * @param href empty where there is no page of its own
     * @param falseAlerts for each series in 28 days
     * @param asked how many of those are allowed; empty for several KPIs
     * @param precision with its n
     */
    public record Judged(String name, String href, String alerts, String falseAlerts, String asked, String precision) {}

    /** A count with what it counts, and where to see them. */
    public record Tile(String name, String figure, String of, String href) {}

    /** Something that waits for somebody. */
    public record Need(String icon, String text, String href, String act) {}
}
