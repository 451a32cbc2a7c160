// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which incidents, newest first. What is empty doesn't narrow.
 *
 * @param open only those that go on
 * @param kpi holds an alert of it
 * @param severity this one or worse
 * @param from began at or after, UTC microseconds since 1970
 * @param to began before
 * @param after only what comes after this one in the list
 */
public record IncidentQuery(
        boolean open,
        Optional<String> kpi,
        Optional<Severity> severity,
        OptionalLong from,
        OptionalLong to,
        Optional<Position> after,
        int limit) {
    /** Where a page ended. */
    public record Position(long started, AlertId id) {}

    /** @param before began before */
    public static IncidentQuery newest(boolean open, OptionalLong before, int limit) {
        return new IncidentQuery(
                open, Optional.empty(), Optional.empty(), OptionalLong.empty(), before, Optional.empty(), limit);
    }
}
