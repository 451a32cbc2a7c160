// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The list's filters as they stand in the address, also that of the inbox page. */
public final class AlertFilter {
    private static final int MAX_SEARCH = 200;

    @Parameter(description = "open, acknowledged, resolved, retracted; several repeated or with commas")
    @QueryParam("status")
    @Nullable
    List<String> status;

    @Parameter(description = "a KPI's name")
    @QueryParam("kpi")
    @Nullable
    String kpi;

    @Parameter(description = "a series' id")
    @QueryParam("series")
    @Nullable
    String series;

    @Parameter(description = "name=value of a label; all of several have to fit", example = "country=DE")
    @QueryParam("label")
    @Nullable
    List<String> labels;

    @Parameter(description = "low, medium or high: this one or worse")
    @QueryParam("severity")
    @Nullable
    String severity;

    @Parameter(description = "none, or the verdict in force: true_anomaly, false_alarm, expected, new_normal")
    @QueryParam("verdict")
    @Nullable
    String verdict;

    @QueryParam("assignee")
    @Nullable
    String assignee;

    @Parameter(description = "a part of the series or of the sentence")
    @QueryParam("q")
    @Nullable
    String search;

    @Parameter(description = "opened at or after, ISO-8601")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "opened before, ISO-8601")
    @QueryParam("to")
    @Nullable
    String to;

    @Parameter(description = "1 to 500, 50 by default")
    @QueryParam("limit")
    @Nullable
    Integer limit;

    /** @throws io.tidewatch.core.error.TidewatchException INVALID_VALUE naming the filter and what it may be */
    public AlertQuery query() {
        return new AlertQuery(
                statuses(),
                given(kpi),
                given(series).map(Ids::series),
                labels(),
                given(severity).map(text -> Slug.read(Severity.class, "severity", text)),
                label(),
                given(assignee),
                Text.checked("q", search, MAX_SEARCH),
                Ids.time("from", from),
                Ids.time("to", to),
                Optional.empty(),
                Paging.limit(limit));
    }

    private Set<AlertStatus> statuses() {
        if (status == null) {
            return Set.of();
        }
        return status.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(text -> !text.isBlank())
                .map(text -> Slug.read(AlertStatus.class, "status", text))
                .collect(Collectors.toSet());
    }

    private Labels labels() {
        if (labels == null) {
            return Labels.NONE;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String text : labels) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "label \"" + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
                                + "\" is no name=value. Write label=country=DE.");
            }
            wanted.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return new Labels(wanted);
    }

    private AlertQuery.Label label() {
        Optional<String> wanted = given(verdict);
        if (wanted.isEmpty() || wanted.get().equals("any")) {
            return new AlertQuery.Label.Any();
        }
        return wanted.get().equals("none")
                ? new AlertQuery.Label.None()
                : new AlertQuery.Label.Of(Slug.read(VerdictKind.class, "verdict", wanted.get()));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
