// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.verdict.VerdictQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The history's filters as they stand in the address. */
public final class VerdictFilter {
    @Parameter(description = "a KPI's name")
    @QueryParam("kpi")
    @Nullable
    String kpi;

    @Parameter(description = "a series' id")
    @QueryParam("series")
    @Nullable
    String series;

    @Parameter(description = "true_anomaly, false_alarm, expected, new_normal, missed_anomaly, withdrawn")
    @QueryParam("kind")
    @Nullable
    String kind;

    @Parameter(description = "who gave it")
    @QueryParam("by")
    @Nullable
    String by;

    @Parameter(description = "given at or after, ISO-8601")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "given before, ISO-8601")
    @QueryParam("to")
    @Nullable
    String to;

    @Parameter(description = "\"next\" of the part before")
    @QueryParam("cursor")
    @Nullable
    String cursor;

    @Parameter(description = "1 to 500, 50 by default")
    @QueryParam("limit")
    @Nullable
    Integer limit;

    VerdictQuery query() {
        return new VerdictQuery(
                given(kpi),
                given(series).map(Ids::series),
                given(kind)
                        .map(text ->
                                text.equals("withdrawn") ? text : Slug.of(Slug.read(VerdictKind.class, "kind", text))),
                given(by),
                Ids.time("from", from),
                Ids.time("to", to),
                given(cursor).map(text -> OptionalLong.of(Ids.verdict(text))).orElse(OptionalLong.empty()),
                Paging.limit(limit));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
