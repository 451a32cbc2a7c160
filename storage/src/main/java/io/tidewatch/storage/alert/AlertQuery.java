// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which alerts, newest first. What is empty doesn't narrow.
 *
 * @param statuses any of these
 * @param labels all of these, name and value
 * @param severity this one or worse
 * @param search a part of the series or of the sentence, in any case
 * @param from opened at or after, UTC microseconds since 1970
 * @param to opened before
 * @param after only what comes after this one in the list
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record AlertQuery(
        Set<AlertStatus> statuses,
        Optional<String> kpi,
        Optional<SeriesId> series,
        Labels labels,
        Optional<Severity> severity,
        Label label,
        Optional<String> assignee,
        String search,
        OptionalLong from,
        OptionalLong to,
        Optional<Position> after,
        int limit) {
    public static final int MAX_LIMIT = 500;

    /** Where a page ended. */
    public record Position(long opened, AlertId id) {}

    /** Whether a verdict is wanted. */
    public sealed interface Label {
        record Any() implements Label {}

        record None() implements Label {}

        record Of(VerdictKind kind) implements Label {}
    }

    public AlertQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
    }

    /** The newest alerts of all. */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Labels.NONE,
                Optional.empty(),
                new Label.Any(),
                Optional.empty(),
                "",
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                limit);
    }

    public AlertQuery withStatuses(Set<AlertStatus> wanted) {
        return new AlertQuery(wanted, kpi, series, labels, severity, label, assignee, search, from, to, after, limit);
    }

    public AlertQuery ofKpi(String name) {
        return new AlertQuery(
                statuses, Optional.of(name), series, labels, severity, label, assignee, search, from, to, after, limit);
    }

    public AlertQuery ofSeries(SeriesId id) {
        return new AlertQuery(
                statuses, kpi, Optional.of(id), labels, severity, label, assignee, search, from, to, after, limit);
    }

    public AlertQuery withSearch(String text) {
        return new AlertQuery(statuses, kpi, series, labels, severity, label, assignee, text, from, to, after, limit);
    }

    public AlertQuery withLabel(Label wanted) {
        return new AlertQuery(
                statuses, kpi, series, labels, severity, wanted, assignee, search, from, to, after, limit);
    }

    public AlertQuery atLeast(Severity least) {
        return new AlertQuery(
                statuses, kpi, series, labels, Optional.of(least), label, assignee, search, from, to, after, limit);
    }

    public AlertQuery after(Position position) {
        return new AlertQuery(
                statuses,
                kpi,
                series,
                labels,
                severity,
                label,
                assignee,
                search,
                from,
                to,
                Optional.of(position),
                limit);
    }
}
