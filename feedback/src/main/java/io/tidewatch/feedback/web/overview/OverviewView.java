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
 */
public record OverviewView(Frame frame, String sentence, List<Tile> tiles, List<Row> urgent, List<Need> needs) {
    /** A count with what it counts, and where to see them. */
    public record Tile(String name, String figure, String of, String href) {}

    /** Something that waits for somebody. */
    public record Need(String icon, String text, String href, String act) {}
}
