// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import java.util.List;
import java.util.OptionalLong;

/**
 * An incident as it stood when it was told.
 *
 * @param id of the alert that founded it; never changes
 * @param title a sentence for people
 * @param severity the worst of its alerts'
 * @param started when its first alert began, UTC microseconds since 1970
 * @param resolved when its last alert ended; empty while any goes on
 * @param alerts how many it holds
 * @param shared labels that all of its series have
 * @param members the most deviating first, at most {@value #MAX_MEMBERS}
 */
public record IncidentReport(
        AlertId id,
        String title,
        Severity severity,
        long started,
        OptionalLong resolved,
        int alerts,
        Labels shared,
        List<Member> members) {
    public static final int MAX_MEMBERS = 20;

    public IncidentReport {
        if (alerts < 1 || members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("an incident names 1 to " + MAX_MEMBERS + " of its alerts, not "
                    + members.size() + " of " + alerts);
        }
        members = List.copyOf(members);
    }

    /**
     * One of its alerts at its peak.
     *
     * @param score 0 to 1
     * @param sign 1 above the expected value, -1 below
     */
    public record Member(
            AlertId alert,
            SeriesKey series,
            Severity severity,
            double score,
            int sign,
            double actual,
            Bounds bounds,
            String unit) {}
}
