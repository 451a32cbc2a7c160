// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a request to the replay role; plain fields, so that any JSON library reads and writes it.
 *
 * @param series one series' id; null for all of the KPI's
 * @param from alerts that start here or later are compared, UTC microseconds since 1970
 * @param to exclusive
 * @param change of the KPI's own adaptive detector
 * @param verdicts as if they had been given
 * @param throughout verdicts count over the whole range, as they would over the days to come; else each from the time it was given
 */
public record ReplayOrder(
        String kpi,
        @Nullable Long series,
        long from,
        long to,
        SettingsChange change,
        List<ProposedVerdict> verdicts,
        boolean throughout) {
    public ReplayOrder {
        verdicts = List.copyOf(verdicts);
    }
}
