// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.ingest.refusal.Refusal;
import java.util.List;

/**
 * What became of a request's points.
 *
 * @param accepted which the log has
 * @param skipped rows without value
 * @param refused all of them
 * @param listed the first of them
 * @param away empty, or why some were refused that would be accepted if they were sent again
 */
public record Totals(long accepted, long skipped, long refused, List<Refusal> listed, String away) {
    static final Totals NOTHING = new Totals(0, 0, 0, List.of(), "");
}
